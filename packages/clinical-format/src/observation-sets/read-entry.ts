import type { Patient } from '@medplum/fhirtypes';
import type { FieldError } from '../fragments/error-summary.ts';
import { type Acvpu, acvpuWords } from '../news2/news2-values.ts';
import type { EnteredSet } from './entered-set.ts';
import { type EntryNumber, type EntryNumberName, entryNumbers } from './entry-numbers.ts';
import { readTaken } from './read-taken.ts';

/** A form that was understood, and all that is wrong with it; `unusual` is what has to be confirmed. */
export interface EntryReading {
  readonly entered: EnteredSet | undefined;
  readonly errors: readonly FieldError[];
  readonly unusual: readonly string[];
}

/** The id of an input of the form. */
export const fieldId = (name: string): string => `observations-${name}`;

/** Reads the form of a set. Numbers are checked against what is possible, the time against the clock, and one with another. */
export function readEntry(form: URLSearchParams, patient: Patient, now: number): EntryReading {
  const errors: FieldError[] = [];
  const unusual: string[] = [];
  const say = (name: string, message: string) => errors.push({ field: fieldId(name), message });
  const oxygen = choice(form.get('oxygen'), ['air', 'oxygen'] as const);
  const numbers: Partial<Record<EntryNumberName, string>> = {};
  for (const [name, rule] of Object.entries(entryNumbers) as [EntryNumberName, EntryNumber][]) {
    const typed = form.get(name)?.trim() ?? '';
    if (typed === '' || (name === 'litres' && oxygen === 'air')) continue;
    const reading = readNumber(typed, rule);
    if ('message' in reading) say(name, reading.message);
    else {
      numbers[name] = reading.digits;
      const value = Number(reading.digits);
      if (value < rule.usual[0] || value > rule.usual[1]) unusual.push(`${rule.label} ${reading.digits} ${rule.unit}`);
    }
  }
  if (oxygen === 'oxygen' && numbers.litres === undefined && !errors.some(({ field }) => field === fieldId('litres'))) {
    say('litres', 'Enter the oxygen flow in litres per minute, or choose air');
  }
  if (oxygen === undefined && numbers.litres !== undefined) say('oxygen', 'Choose air or oxygen: a flow was entered');
  if (numbers.diastolic !== undefined && numbers.systolic === undefined)
    say('systolic', 'Enter the systolic blood pressure too');
  if (Number(numbers.diastolic) >= Number(numbers.systolic))
    say('diastolic', 'The diastolic must be lower than the systolic blood pressure');
  const consciousness = choice(form.get('consciousness'), Object.keys(acvpuWords) as Acvpu[]);
  if (Object.keys(numbers).length === 0 && oxygen === undefined && consciousness === undefined && errors.length === 0) {
    say('respirations', 'Enter at least one observation');
  }
  const time = readTaken(form, patient, now, say);
  const lateReason = form.get('late-reason')?.trim() || undefined;
  const entered =
    time === undefined ? undefined : { taken: time.text, at: time.at, numbers, oxygen, consciousness, lateReason };
  return { entered, errors, unusual };
}

/** A whole or decimal number; a comma counts as a point. The digits are kept, and filled up to those the temperature has. */
function readNumber(
  typed: string,
  { label, unit, places, possible: [lowest, highest] }: EntryNumber,
): { readonly digits: string } | { readonly message: string } {
  const text = typed.replace(',', '.');
  if (!/^\d{1,4}(?:\.\d{1,4})?$/.test(text))
    return {
      message: `${label}: write it as a number, such as ${places === 1 ? '37.2' : Math.round((lowest + highest) / 4)}`,
    };
  const [whole = '', fraction = ''] = text.split('.');
  if (fraction.length > places) {
    return {
      message:
        places === 0
          ? `${label}: write it as a whole number`
          : `${label}: write at most ${places} ${places === 1 ? 'digit' : 'digits'} after the point`,
    };
  }
  const value = Number(text);
  if (value < lowest || value > highest)
    return { message: `${label} must be between ${lowest} and ${highest} ${unit}` };
  const plain = String(Number(whole));
  if (places === 1) return { digits: `${plain}.${fraction === '' ? '0' : fraction}` };
  return { digits: fraction === '' ? plain : `${plain}.${fraction}` };
}

function choice<Value extends string>(given: string | null, allowed: readonly Value[]): Value | undefined {
  return allowed.find((value) => value === given);
}
