import type { Loaded } from '@baseplate-epr/fhir-client';
import type { ReactNode } from 'react';

interface PartOptions<Value> {
  readonly id: string;
  readonly heading: string;
  readonly part: Loaded<Value>;
  readonly again: () => void;
  readonly meta?: (value: Value) => ReactNode;
  readonly children: (value: Value) => ReactNode;
}

/** One card. That its content is withheld or did not come is said in words that are never those of "none recorded". */
export function Part<Value>({ id, heading, part, again, meta, children }: PartOptions<Value>) {
  return (
    <section
      className={`round-card${part.state === 'there' ? '' : ' round-card--absent'}`}
      id={id}
      aria-labelledby={`${id}-heading`}
    >
      <div className="round-card__top">
        <h2 id={`${id}-heading`}>{heading}</h2>
        {part.state === 'there' && meta !== undefined && <p className="round-meta">{meta(part.value)}</p>}
      </div>
      {part.state === 'there' && children(part.value)}
      {part.state === 'withheld' && <p>Withheld for your role.</p>}
      {part.state === 'unavailable' && (
        <p>
          <b>Source unavailable.</b> The record did not answer for this part; there may be entries.{' '}
          <button type="button" className="round-linklike" onClick={again}>
            Try again<span className="round-hidden">: {heading}</span>
          </button>
        </p>
      )}
    </section>
  );
}
