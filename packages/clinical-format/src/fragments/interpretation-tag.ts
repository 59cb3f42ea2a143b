import { attributes } from '../html/attributes.ts';
import { type Html, html } from '../html/html.ts';
import type { ResultInterpretation } from '../quantities/interpret-result.ts';

const icons = { high: '\u25b2', low: '\u25bc', none: '' } as const;

/**
 * How a result stands, as icon and word (never colour alone): `▲ Very high` on red when critical, on amber when
 * abnormal, plain otherwise.
 */
export function interpretationTag({ word, direction, severity }: ResultInterpretation): Html {
  const icon = icons[direction];
  const text = html`${icon && html`<span aria-hidden="true">${icon}</span> `}${word}`;
  if (severity === 'normal' || severity === 'unknown')
    return html`<span${attributes({ class: 'clinical-flag' })}>${text}</span>`;
  return html`<strong${attributes({ class: `clinical-flag clinical-flag--${severity}` })}>${text}</strong>`;
}
