import {
  formatDateTime,
  formatReferenceRange,
  formatResult,
  type Html,
  html,
  interpretationTag,
  interpretResult,
  resultHtml,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { DiagnosticReport, Observation } from '@medplum/fhirtypes';
import type { Acknowledgement } from '../reading/acknowledgement.ts';

/** Value and unit with the digits as stored. */
export function valueHtml(result: Observation): Html {
  return html`<span class="results-value">${resultHtml(withExactDigits(result))}</span>`;
}

/** What its writer noted beside a result that has no value: often why, such as a sample that clotted. */
export function valueNotes({ note = [], dataAbsentReason }: Observation): Html {
  return html`${dataAbsentReason !== undefined && note.map(({ text }) => text !== undefined && html`<span class="results-meta">${text}</span>`)}`;
}

/** The same as plain words. */
export function valueText(result: Observation): string {
  return formatResult(withExactDigits(result));
}

/** How the value stands against its range, and the range. */
export function rangeHtml(result: Observation): Html {
  const exact = withExactDigits(result);
  const { referenceRange } = result;
  const range = formatReferenceRange(withExactDigits(referenceRange), withExactDigits(result.valueQuantity));
  const repeated = referenceRange === undefined;
  return html`${interpretationTag(interpretResult(exact))}${!repeated && html`<span class="results-meta results-range">Range ${range}</span>`}`;
}

/** Who made a result or report. */
export function sourceOf({ performer = [] }: Observation | DiagnosticReport): string {
  return performer.map(({ display }) => display).find((display) => display !== undefined) ?? 'Source not recorded';
}

/** When the sample was taken. */
export function collectedWords({ effectiveDateTime, effectivePeriod }: Observation | DiagnosticReport): string {
  const time = effectiveDateTime ?? effectivePeriod?.start;
  return time === undefined ? 'Collection time not recorded' : `Collected ${formatDateTime(time)}`;
}

/** The words of {@link acknowledgementWords}, with what they are about where no column heading is seen. */
export function acknowledgementHtml(acknowledgement: Acknowledgement | undefined): Html {
  const words = acknowledgementWords(acknowledgement);
  const label = acknowledgement?.state === 'acknowledged' && html`<span class="results-label">Acknowledged </span>`;
  return html`${label}${words}`;
}

/** Acknowledged by whom, or not, in words. */
export function acknowledgementWords(acknowledgement: Acknowledgement | undefined): string {
  if (acknowledgement === undefined) return 'No report in this record';
  if (acknowledgement.state === 'none') return 'Nothing to acknowledge';
  if (acknowledgement.state === 'withheld') return 'Withheld';
  if (acknowledgement.state === 'acknowledged') {
    return `${formatDateTime(acknowledgement.time)}, ${acknowledgement.by}`;
  }
  return acknowledgement.earlier === undefined
    ? 'Not acknowledged'
    : 'Changed since it was acknowledged: not acknowledged';
}
