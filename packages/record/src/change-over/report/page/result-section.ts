import { formatDateTime, type Html, html } from '@baseplate-epr/clinical-format';
import { counted } from '../../counted.ts';
import type { ReconciliationReport } from '../report-types.ts';

/** What the report comes to, in large, and what to do about it. */
export function resultSection({
  result,
  newestOnly,
  differences,
  buckets,
  signature,
  sides,
  patients,
  sample,
}: ReconciliationReport): Html {
  const open = differences.filter(({ explanation }) => explanation === undefined).length;
  const explained = differences.length - open;
  const count = buckets.versions.left;
  const here = newestOnly
    ? html`What each resource of ${sides.left} says now (${counted(count, 'resource')}) is in ${sides.right}, the same to the last letter, and belongs to the same patients. Earlier versions did not go over: they are in ${sides.left} alone.`
    : html`All of ${sides.left} (${counted(count, 'version')}) is in ${sides.right}, the same to the last letter, and belongs to the same patients.`;
  const words = {
    same: html`<strong>Nothing differs</strong><p>${here}</p>`,
    explained: html`<strong>${counted(explained, 'difference')}, ${explained === 1 ? 'and it is' : 'all'} explained</strong><p>Read each explanation below before you rely on ${sides.right}.</p>`,
    unexplained: html`<strong>${counted(open, 'difference')} not explained</strong><p>${explained > 0 && `${explained} more ${explained === 1 ? 'is' : 'are'} explained. `}Do not rely on ${sides.right} yet: look into each difference, and mend or explain it. Until then this report cannot be signed.</p>`,
  };
  return html`<div class="result result--${result}">${words[result]}</div>${
    signature === undefined
      ? result !== 'unexplained' &&
        html`<p>Not signed yet. Before somebody signs, a clinician compares the sample sheet ${patients.total > 0 && sample.length === 0 ? html`of a report by <code>baseplate reconcile</code>` : 'at the end'} by eye.</p>`
      : html`<p><b>Signed</b> by ${signature.by} on ${formatDateTime(signature.at)}: ${signature.reason}<br><span class="digest">Digest of the signed report: ${signature.digest}</span></p>`
  }`;
}
