import { attributes, findHint, html, trustedMarkup, understandSearch } from '@baseplate-epr/clinical-format';
import { documentPage, htmlAnswer } from '../page/document.ts';
import { readForm } from '../request/read-form.ts';
import { refusedFormPage } from '../request/refused-form-page.ts';
import type { Visit } from '../visit.ts';
import { findInRecord } from './find-in-record.ts';
import { searchResults } from './search-results.ts';

/** Header by which the workspace's script asks for the results alone. */
export const partialHeader = 'baseplate-partial';

/**
 * The search page. A search is always a POST, so that nothing about a patient stands in an address, a history or a log. Asked with
 * {@link partialHeader} the answer is the results alone.
 */
export async function searchPage(visit: Visit): Promise<Response> {
  if (visit.request.method !== 'POST') return page(visit, '', '');
  const reading = await readForm(visit);
  if (reading.outcome === 'refused') return refusedFormPage(visit, reading.reason);
  const typed = reading.form.get('find') ?? '';
  const understood = understandSearch(typed, visit.context.now);
  const found = await findInRecord(visit, understood);
  const results = searchResults(found, understood, visit.context.now);
  if (visit.request.headers.has(partialHeader)) return htmlAnswer(results, 200);
  return page(visit, typed, String(results));
}

function page(visit: Visit, typed: string, results: string): Response {
  const input = attributes({
    class: 'nhsuk-input',
    id: 'find',
    name: 'find',
    type: 'search',
    value: typed,
    maxlength: 200,
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-describedby': 'find-hint',
    autofocus: typed === '',
  });
  return documentPage(visit, {
    title: 'Find a patient',
    current: 'patients',
    withoutFind: true,
    main: html`<h1 class="nhsuk-heading-l" id="find-heading">Find a patient</h1><form class="workspace-search" role="search" aria-labelledby="find-heading" method="post" action="/patients" data-find="page" autocomplete="off"><input type="hidden" name="csrf" value="${visit.shell.csrfToken}"><label class="nhsuk-label" for="find">${findHint}</label><div class="nhsuk-hint" id="find-hint">For example: edwards mary, 999 123 4578, 14-Jul-1945, edwards 1945</div><div class="workspace-search__row"><input${input}><button class="nhsuk-button" type="submit">Find</button></div><p class="nhsuk-u-visually-hidden" role="status" data-found-count></p></form><div data-found>${trustedMarkup(results)}</div>`,
  });
}
