import { card, type Html, html } from '@baseplate-epr/clinical-format';
import type { FragmentResult } from '@baseplate-epr/contracts';
import { sinceWords } from '../chart/since-words.ts';

/** The words for a page that its service does not show. */
export function absentPage(
  result: FragmentResult,
  { title, again }: { readonly title: string; readonly again: string },
): Html {
  const words =
    result.outcome === 'unavailable'
      ? html`<p>Not available since ${sinceWords(result.since)}. The rest of this record is complete. If you were saving something, look whether it is there before you send it again.</p><p><a class="nhsuk-link" href="${again}">Try again</a></p>`
      : html`<p>Withheld for your role. It exists or may exist, and this role may not see or do it.</p>`;
  return card({ id: 'absent', heading: title, tone: 'away', content: words });
}
