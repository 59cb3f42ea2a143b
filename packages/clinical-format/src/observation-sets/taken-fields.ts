import { readFhirDate } from '../dates/fhir-date.ts';
import { dateInput } from '../fragments/date-input.ts';
import { textInput } from '../fragments/text-input.ts';
import { type Html, html } from '../html/html.ts';

/** The fields that say when a set was taken. */
export type TakenField = 'taken-day' | 'taken-month' | 'taken-year' | 'taken-time';

/** A moment as the fields hold it, to the minute, on the clock in Europe/London. */
export function takenFieldsAt(at: number): Readonly<Record<TakenField, string>> {
  const { year = '', month = '', day = '', hour = 0, minute = 0 } = readFhirDate(new Date(at).toISOString()) ?? {};
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    'taken-day': String(day),
    'taken-month': String(month),
    'taken-year': String(year),
    'taken-time': `${two(hour)}:${two(minute)}`,
  };
}

/** What the fields show. `id` makes the id of a field from its name. */
export interface TakenInputsOptions {
  id(name: string): string;
  value(name: string): string | undefined;
  error(name: string): string | undefined;
}

/**
 * The fields: day, month, year and time, each with its label. No input of the browser's own is used, because it follows the
 * language of the browser: where that is American, 11/12 is the 12th of November.
 */
export function takenInputs({ id, value, error }: TakenInputsOptions): Html {
  const date = dateInput({
    id: id('taken'),
    name: 'taken',
    label: 'Date taken',
    hint: 'Today is filled in. Change it if it was earlier.',
    value: { day: value('taken-day'), month: value('taken-month'), year: value('taken-year') },
    error: error('taken'),
  });
  const time = textInput({
    id: id('taken-time'),
    name: 'taken-time',
    label: html`<b>Time taken</b>`,
    hint: '24-hour clock, for example 14:05. The time now is filled in.',
    inputMode: 'numeric',
    width: 5,
    value: value('taken-time'),
    error: error('taken-time'),
  });
  return html`<div class="observations-fields">${date}${time}</div>`;
}
