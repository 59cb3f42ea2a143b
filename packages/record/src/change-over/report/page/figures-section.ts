import { type Html, type HtmlValue, html } from '@baseplate-epr/clinical-format';
import type { ReconciliationReport } from '../report-types.ts';
import { countText, differsWord, plainTable } from './plain-table.ts';

/** How much both sides hold, and the digests of all of it. */
export function figuresSection({ newestOnly, buckets, compartments, stores, types }: ReconciliationReport): Html {
  const resources = (side: 'left' | 'right') =>
    types.reduce<number | undefined>((sum, { resources: counts }) => {
      const count = counts[side];
      return sum === undefined || count === undefined ? undefined : sum + count;
    }, 0);
  const row = (name: string, left: string, right: string, differs = left !== right) => ({
    cells: [name, breakable(left), breakable(right), differsWord(differs)],
    differs,
  });
  const rows = [
    row(
      newestOnly ? 'Resources that were compared' : 'Versions',
      countText(buckets.versions.left),
      countText(buckets.versions.right),
    ),
    row('Resources that are not deleted', countText(resources('left')), countText(resources('right'))),
    ...stores.flatMap(({ name, facts }) =>
      facts.map(({ label, left, right, differs }) => row(`${name}: ${lowerFirst(label)}`, left, right, differs)),
    ),
  ];
  const digestRow = (name: string, { left, right }: { readonly left: string; readonly right: string }) => ({
    cells: [
      name,
      html`<span class="digest">${left}</span>`,
      html`<span class="digest">${right}</span>`,
      differsWord(left !== right),
    ],
    differs: left !== right,
  });
  const columns = (numeric: boolean) => [
    { heading: 'What' },
    { heading: 'From', numeric },
    { heading: 'To', numeric },
    { heading: 'Result' },
  ];
  return html`<h2>What was compared</h2>${plainTable({ caption: 'How much each side holds, as it counts that itself', columns: columns(true), rows })}${plainTable(
    {
      caption: `${newestOnly ? 'Digests of what each resource says now' : 'Digests, as each side keeps them'}: of ${buckets.ranges} ranges of resources ${buckets.different} differ, of ${countText(compartments.ranges)} patients ${countText(compartments.different)}`,
      columns: columns(false),
      rows: [digestRow('By resource', buckets.sums), digestRow('By patient', compartments.sums)],
    },
  )}`;
}

/** A path or a digest is broken where the page ends, or it pushes the result out of a phone's sight; numbers stay whole. */
function breakable(text: string): HtmlValue {
  return text.length > 16 ? html`<span class="long">${text}</span>` : text;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
