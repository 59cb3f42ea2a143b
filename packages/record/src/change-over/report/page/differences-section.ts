import { formatDateTime, type Html, html } from '@baseplate-epr/clinical-format';
import { counted } from '../../counted.ts';
import type { ReportDifference } from '../difference-types.ts';
import type { ReconciliationReport, ReportNote } from '../report-types.ts';
import { plainTable } from './plain-table.ts';

/** A page can be read only so far; the JSON has all. */
const shown = 500;

const noteHeadings: Readonly<Record<ReportNote['kind'], string>> = {
  lost: 'Not taken along',
  transformed: 'Changed on the way',
  rejected: 'Rejected by the target',
  'not-indexed': 'Taken along, but found by no search',
  unreadable: 'Not readable in the source',
};

/** Every difference with its explanation, and what was changed or rejected and why. */
export function differencesSection({ newestOnly, differences, notes }: ReconciliationReport): Html {
  const list = [...differences].sort(
    (one, other) => Number(one.explanation !== undefined) - Number(other.explanation !== undefined),
  );
  return html`<h2>Differences</h2>${
    list.length === 0
      ? html`<p>None.</p>`
      : plainTable({
          caption: caption(list.length, 'difference'),
          columns: ['What', 'Difference', 'Patients', 'Explanation'].map((heading) => ({ heading })),
          rows: list.slice(0, shown).map(differenceRow),
        })
  }<h2>Changed or rejected on the way</h2>${
    notes.length === 0
      ? html`<p>${list.length === 0 ? `Nothing: every ${newestOnly ? 'resource' : 'version'} arrived as it was.` : 'Nothing was noted; what differs stands above.'}</p>`
      : plainTable({
          caption: caption(notes.length, 'note'),
          columns: [{ heading: 'What happened' }, { heading: 'To which version, and why' }],
          rows: notes.slice(0, shown).map(({ kind, words }) => ({ cells: [noteHeadings[kind], words] })),
        })
  }`;
}

function differenceRow({ id, store, resource, versionId, words, patients, explanation }: ReportDifference) {
  const named = resource === undefined ? store : `${resource}${versionId === undefined ? '' : ` version ${versionId}`}`;
  const why =
    explanation === undefined
      ? html`<span class="differs">Not explained</span>`
      : html`${explanation.reason}<br><span class="meta">${explanation.by}, ${formatDateTime(explanation.at)}</span>`;
  return {
    cells: [html`${named}<br><span class="digest">${id}</span>`, words, patients.join(', '), why],
    differs: explanation === undefined,
  };
}

function caption(count: number, what: string): string {
  if (count === 1) return `The one ${what}`;
  if (count <= shown) return `All ${counted(count, what)}`;
  return `The first ${shown} of ${counted(count, what)}; report.json has all of them`;
}
