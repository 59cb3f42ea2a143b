import type { FormField, PostedForm } from './read-forms.ts';

/** How a form is filled in: everything; what is written and no choices; nothing. */
export const fillings = ['whole', 'words', 'nothing'] as const;
export type Filling = (typeof fillings)[number];

const choices: ReadonlySet<string> = new Set(['radio', 'checkbox', 'select']);
const asTheyAre: ReadonlySet<string> = new Set(['hidden', 'button', 'submit', 'image', 'reset', 'file']);

/** What a person would send. */
export function fillForm({ fields }: PostedForm, filling: Filling, now: number): URLSearchParams {
  const form = new URLSearchParams();
  const chosen = new Set<string>();
  for (const field of fields) {
    const { name, kind, value } = field;
    if (asTheyAre.has(kind)) {
      if (kind === 'hidden' || (kind === 'button' && !chosen.has('button'))) form.append(name, value);
      if (kind === 'button') chosen.add('button');
    } else if (choices.has(kind)) {
      if (filling !== 'whole' || chosen.has(name) || value === '') continue;
      chosen.add(name);
      form.append(name, value);
    } else form.append(name, filling === 'nothing' ? '' : wordsFor(field, now));
  }
  return form;
}

/** The fields of a form that was sent which a form that came back does not hold any more. */
export function lostFrom(
  sent: URLSearchParams,
  { fields: before }: PostedForm,
  after: readonly FormField[],
): readonly string[] {
  const lost = before
    .filter(({ kind }) => !asTheyAre.has(kind))
    .map(({ name }) => name)
    .filter((name) => sent.getAll(name).some((value) => value !== '' && !holds(after, name, value)));
  return [...new Set(lost)];
}

function holds(fields: readonly FormField[], name: string, value: string): boolean {
  return fields.some(
    (field) => field.name === name && field.value.trim() === value && (field.chosen || !choices.has(field.kind)),
  );
}

function wordsFor({ name, kind, numeric }: FormField, now: number): string {
  const date = new Date(now).toISOString();
  if (kind === 'date') return date.slice(0, 10);
  if (kind === 'time') return date.slice(11, 16);
  if (kind === 'datetime-local') return date.slice(0, 16);
  if (/day$/i.test(name)) return String(Number(date.slice(8, 10)));
  if (/month$/i.test(name)) return String(Number(date.slice(5, 7)));
  if (/year$/i.test(name)) return date.slice(0, 4);
  return numeric ? '7' : 'Words of a trial';
}
