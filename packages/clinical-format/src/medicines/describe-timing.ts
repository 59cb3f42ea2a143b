import { formatDate, formatDateTime } from '../dates/format-date.ts';
import { codesOf, conceptText } from '../json/concept-text.ts';
import { field, listField, lookUp, textField } from '../json/read-json.ts';
import { decimalText, formatDoseNumber } from '../quantities/decimal-text.ts';
import { times } from './number-words.ts';
import { eventTimings, timeUnit, timingAbbreviations, weekdays } from './timing-units.ts';

/**
 * A FHIR Timing in words: "twice a day", "every 6 hours", "once a week, on Monday", "in the morning, for 7 days".
 * `undefined` when it says nothing that can be put into words, so that the caller falls back on text.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#Timing
 */
export function describeTiming(timing: unknown): string | undefined {
  const repeat = field(timing, 'repeat');
  const dayPart = and(listField(repeat, 'when').map((when) => eventWords(when, field(repeat, 'offset'))));
  const clock = and(listField(repeat, 'timeOfDay').map(clockTime));
  const days = and(listField(repeat, 'dayOfWeek').map((day) => lookUp(weekdays, day)));
  const events = and(listField(timing, 'event').map((event) => formatDateTime(event)));
  const count = number(repeat, 'count');
  const parts = [
    frequency(repeat) ?? abbreviation(timing),
    dayPart,
    clock && `at ${clock}`,
    days && `on ${days}`,
    events && `on ${events}`,
    count && (count === '1' ? 'one dose only' : `${count} doses in all`),
    bounds(repeat),
  ].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}

function frequency(repeat: unknown): string | undefined {
  const period = range(repeat, 'period');
  const unit = textField(repeat, 'periodUnit');
  const least = number(repeat, 'frequency');
  const most = number(repeat, 'frequencyMax');
  if (period === undefined || unit === undefined) return undefined;
  const once = (least === undefined || least === '1') && (most === undefined || most === '1');
  const single = period === '1';
  if (once && !single) return `every ${period} ${timeUnit(unit, period)}`;
  if (once && (unit === 'h' || unit === 'min' || unit === 's')) return `every ${timeUnit(unit, '1')}`;
  const often = most === undefined || most === least ? times(least ?? '1') : `${least ?? '1'} to ${most} times`;
  if (!single) return `${often} every ${period} ${timeUnit(unit, period)}`;
  return `${often} ${unit === 'h' ? 'an' : 'a'} ${timeUnit(unit, '1')}`;
}

function abbreviation(timing: unknown): string | undefined {
  const code = field(timing, 'code');
  const known = codesOf(code)
    .map((each) => lookUp(timingAbbreviations, each.code))
    .find((word) => word !== undefined);
  return known ?? lookUp(timingAbbreviations, textField(code, 'text')) ?? conceptText(code);
}

function eventWords(when: unknown, offset: unknown): string | undefined {
  const words = lookUp(eventTimings, when);
  const minutes = decimalText(offset);
  if (words === undefined || minutes === undefined || Number(minutes) <= 0) return words;
  const hours = Number(minutes) / 60;
  const distance = Number.isInteger(hours)
    ? `${hours} ${timeUnit('h', String(hours))}`
    : `${minutes} ${timeUnit('min', minutes)}`;
  return /^(?:before|after) /.test(words) ? `${distance} ${words}` : words;
}

function bounds(repeat: unknown): string | undefined {
  const duration = field(repeat, 'boundsDuration');
  const length = formatDoseNumber(field(duration, 'value'));
  if (length !== undefined) return `for ${length} ${durationUnit(duration, length)}`;
  const spread = field(repeat, 'boundsRange');
  const [low, high] = [field(spread, 'low'), field(spread, 'high')];
  const [from, to] = [formatDoseNumber(field(low, 'value')), formatDoseNumber(field(high, 'value'))];
  if (to !== undefined) return `for ${from === undefined ? 'up' : from} to ${to} ${durationUnit(high, to)}`;
  const period = field(repeat, 'boundsPeriod');
  const [start, end] = [textField(period, 'start'), textField(period, 'end')];
  if (start !== undefined && end !== undefined) return `from ${formatDate(start)} to ${formatDate(end)}`;
  if (end !== undefined) return `until ${formatDate(end)}`;
  return start === undefined ? undefined : `from ${formatDate(start)}`;
}

function durationUnit(duration: unknown, count: string): string {
  return timeUnit(textField(duration, 'code') ?? textField(duration, 'unit') ?? '', count);
}

function range(repeat: unknown, name: 'period'): string | undefined {
  const least = number(repeat, name);
  const most = number(repeat, `${name}Max`);
  return least === undefined || most === undefined || most === least ? least : `${least} to ${most}`;
}

function number(repeat: unknown, name: string): string | undefined {
  const text = formatDoseNumber(field(repeat, name));
  return text === undefined || Number(decimalText(field(repeat, name))) <= 0 ? undefined : text;
}

function clockTime(time: unknown): string | undefined {
  return typeof time === 'string' && /^\d{2}:\d{2}/.test(time) ? time.slice(0, 5) : undefined;
}

function and(words: readonly (string | undefined)[]): string | undefined {
  const known = words.filter((word) => word !== undefined);
  if (known.length < 2) return known[0];
  return `${known.slice(0, -1).join(', ')} and ${known.at(-1)}`;
}
