import { card, emptyState, formatDate, type Html, html, rowList } from '@baseplate-epr/clinical-format';
import { scopesAllow } from '@baseplate-epr/fhir-client';
import { reminderCode } from './reminder-code.ts';
import type { Visit } from './visit.ts';

/** Reminders on the card; how many more there are is said. */
const shown = 20;

/** The card of the chart: what is still to be done, the newest first. */
export async function reminderCard({ client, page, context }: Visit): Promise<Html> {
  const code = `${reminderCode.system}|${reminderCode.code}`;
  const query = { patient: page.patient, code, status: 'requested', _sort: '-authored-on' };
  const { matches, complete } = await client.searchAll('Task', query, shown);
  const mayAdd = scopesAllow(context.principal.scopes, 'Task', 'c');
  return card({
    id: 'module-name',
    heading: 'Module title',
    ...(mayAdd ? { link: { text: 'Add a reminder', href: `${page.linkBase}/add` } } : {}),
    content:
      matches.length === 0
        ? emptyState('No open reminders recorded.')
        : html`${rowList(
            matches.map(({ description = 'Without words', authoredOn, requester }) => ({
              content: html`<p>${description}</p><p class="clinical-meta">${formatDate(authoredOn)}${
                requester?.display !== undefined && html`, ${requester.display}`
              }</p>`,
            })),
          )}${!complete && html`<p><b>Further open reminders are not shown here.</b></p>`}`,
  });
}
