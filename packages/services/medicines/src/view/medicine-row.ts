import {
  formatDateTime,
  type HtmlValue,
  html,
  joinFacts,
  joinHtml,
  medicineLine,
  medicineStatusHtml,
  type Row,
  tag,
} from '@baseplate-epr/clinical-format';
import type { MedicineEntry } from '../read/medicine-entry.ts';

/** One medicine: its line, its status in words, when and where it comes from, and what is special about it. Nothing is cut short. */
export function medicineRow(entry: MedicineEntry, options: { readonly sourcesWithheld: boolean }): Row {
  const { resource, medication, source, started, ended, description } = entry;
  const marks = tags(entry).filter((mark) => mark !== false);
  const status = medicineStatusHtml(resource);
  // A plain status goes with the rest; one that must stand out, or has something beside it, has a line of its own.
  const apart = description.standsOut || marks.length > 0;
  const facts = [
    !apart && status,
    started === undefined ? 'Start not recorded' : `Started ${formatDateTime(started)}`,
    source.organisation ?? (options.sourcesWithheld ? 'Source withheld' : 'Source not recorded'),
    source.person,
    ...endWords(entry, ended),
  ];
  return {
    tone: description.group === 'current' && description.standsOut ? 'changed' : toneOf(entry),
    content: html`<p>${medicineLine(resource, medication === undefined ? {} : { medication })}</p>${
      apart && html`<p>${joinHtml([status, ...marks], ' ')}</p>`
    }<p class="clinical-meta">${joinFacts(facts)}</p>${notes(entry)}`,
  };
}

function toneOf({ description: { group } }: MedicineEntry): 'plain' | 'muted' {
  return group === 'mistaken' ? 'muted' : 'plain';
}

function tags({ resource, thisAdmission, replaces, description }: MedicineEntry): readonly HtmlValue[] {
  const current = description.group === 'current' || description.group === 'planned';
  const reported = resource.resourceType === 'MedicationStatement' && tag('Reported, not prescribed here', 'grey');
  if (!current) return [reported];
  if (replaces === undefined) return [thisAdmission && tag('New this admission', 'yellow'), reported];
  const changed = replaces === description.generic;
  const words = changed ? `changes an earlier prescription of ${replaces}` : `replaces ${replaces}`;
  return [tag(thisAdmission ? `${changed ? 'Changed' : 'New'} this admission, ${words}` : sentence(words), 'yellow')];
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function endWords({ description: { group, word } }: MedicineEntry, ended: string | undefined): readonly HtmlValue[] {
  if (group !== 'past') return ended === undefined ? [] : [`Planned to end ${formatDateTime(ended)}`];
  return [ended === undefined ? 'End date not recorded' : `${word} ${formatDateTime(ended)}`];
}

function notes({ resource }: MedicineEntry): HtmlValue {
  return (resource.note ?? []).map(
    ({ text }) => text !== undefined && html`<p class="clinical-meta">Note: ${text}</p>`,
  );
}
