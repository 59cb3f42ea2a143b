import { type Html, type HtmlValue, html } from '@baseplate-epr/clinical-format';
import { type FoundPatients, resultLimit } from './find-patients.ts';
import { resultsTable } from './results-table.ts';
import { type UnderstoodSearch, understoodWords } from './understand-search.ts';

/** The answer to a search: how many, who, and what to do when it is none or too many. The count is also read out. */
export function searchResults(found: FoundPatients, understood: UnderstoodSearch, now: number): Html {
  return html`${understood.notes.map((note) => html`<p class="workspace-note">${note}</p>`)}${body(found, understood, now)}`;
}

function body(found: FoundPatients, understood: UnderstoodSearch, now: number): HtmlValue {
  if (found.outcome === 'withheld') return count('Patients are withheld for your role.');
  if (found.outcome === 'too-wide')
    return count('Too many patients match. Add a first name, a date of birth or a number.');
  if (found.outcome === 'nothing-asked')
    return count('Type at least two letters of a name, a date of birth or a number.');
  const { patients, more } = found;
  if (patients.length === 0) return nobody(understood);
  const words = more
    ? `More than ${resultLimit} patients match; the first ${resultLimit} are shown. Add a first name, a year of birth or a number.`
    : patients.length === 1
      ? '1 patient found'
      : `${patients.length} patients found`;
  return html`${count(words)}${resultsTable(patients, now)}`;
}

function count(words: string): Html {
  return html`<p class="workspace-count" data-count>${words}</p>`;
}

function nobody(understood: UnderstoodSearch): Html {
  return html`${count('No patient found')}<p>Looked for: ${understoodWords(understood)}.</p><p>No match here does not mean that somebody has no record elsewhere. You can try:</p><ul class="nhsuk-list nhsuk-list--bullet"><li>only the beginning of the family name, or only the date of birth</li><li>another spelling, or an earlier name</li><li>the NHS number from a letter or wristband</li></ul>`;
}
