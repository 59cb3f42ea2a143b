import { conceptText, formatDateTime, formatResult, type Html, html } from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';

const shown = 8;

/** What was measured outside a set, in words; `undefined` if nothing was. */
export function singlesList(singles: readonly Observation[]): Html | undefined {
  if (singles.length === 0) return undefined;
  const left = singles.length - shown;
  return html`<p><b>Measured since, outside a set and not in any NEWS2:</b></p><ul class="nhsuk-list nhsuk-list--bullet">${singles
    .slice(0, shown)
    .map(
      (one) =>
        html`<li>${conceptText(one.code) ?? 'Observation not named'}: <b>${formatResult(withExactDigits(one))}</b>, ${formatDateTime(one.effectiveDateTime ?? one.effectiveInstant ?? one.effectivePeriod?.start)}</li>`,
    )}</ul>${left > 0 && html`<p>${left} or more not shown.</p>`}`;
}
