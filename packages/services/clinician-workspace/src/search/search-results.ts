import {
  type FoundPatients,
  foundWords,
  type Html,
  html,
  notFoundCaution,
  searchAdvice,
  type UnderstoodSearch,
  understoodWords,
} from '@baseplate-epr/clinical-format';
import { resultsTable } from './results-table.ts';

/** The answer to a search: how many, who, and what to do when it is none or too many. The count is also read out. */
export function searchResults(found: FoundPatients, understood: UnderstoodSearch, now: number): Html {
  return html`${understood.notes.map((note) => html`<p class="workspace-note">${note}</p>`)}<p class="workspace-count" data-count>${foundWords(found)}</p>${
    found.outcome === 'found' && (found.patients.length === 0 ? nobody(understood) : resultsTable(found.patients, now))
  }`;
}

function nobody(understood: UnderstoodSearch): Html {
  return html`<p>Looked for: ${understoodWords(understood)}.</p><p>${notFoundCaution} You can try:</p><ul class="nhsuk-list nhsuk-list--bullet">${searchAdvice.map((each) => html`<li>${each}</li>`)}</ul>`;
}
