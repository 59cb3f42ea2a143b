import { parseDateRange } from '../../date/date-range.ts';
import { addEntry, asList, asObject, type EntrySink, type EntryWriter } from './entry-sink.ts';

/** An end that is not stated. */
const openEnd = 8_640_000_000_000_000;

function add(sink: EntrySink, parameter: string, element: number, low: number, high: number): void {
  if (low < high) addEntry(sink, element, { kind: 'date', parameter, low, high });
}

/** instant: a point, however many digits it is written with (https://hl7.org/fhir/R4/search.html#date). */
export const instantDate: EntryWriter = (sink, parameter, element, value) => {
  const range = typeof value === 'string' ? parseDateRange(value) : undefined;
  if (range) add(sink, parameter, element, range.low, range.low + 1);
};

/** date, dateTime. */
export const primitiveDate: EntryWriter = (sink, parameter, element, value) => {
  const range = typeof value === 'string' ? parseDateRange(value) : undefined;
  if (range) add(sink, parameter, element, range.low, range.high);
};

/** Period: from the beginning of its start to the end of its end; an end that is not stated is open. */
export const periodDate: EntryWriter = (sink, parameter, element, value) => {
  const [low, high] = periodEnds(value);
  if (low !== -openEnd || high !== openEnd) add(sink, parameter, element, low, high);
};

/** Timing: from its earliest event or bound to its latest. A Timing that states neither adds nothing. */
export const timingDate: EntryWriter = (sink, parameter, element, value) => {
  const timing = asObject(value);
  const events = asList(timing?.event).flatMap((event) =>
    typeof event === 'string' ? (parseDateRange(event) ?? []) : [],
  );
  const bounds = asObject(timing?.repeat)?.boundsPeriod;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const range of events) {
    low = Math.min(low, range.low);
    high = Math.max(high, range.high);
  }
  if (bounds !== undefined) {
    const [start, end] = periodEnds(bounds);
    low = Math.min(low, start);
    high = Math.max(high, end);
  }
  if (Number.isFinite(low) && (low !== -openEnd || high !== openEnd)) add(sink, parameter, element, low, high);
};

function periodEnds(value: unknown): readonly [low: number, high: number] {
  const period = asObject(value);
  const start = typeof period?.start === 'string' ? parseDateRange(period.start) : undefined;
  const end = typeof period?.end === 'string' ? parseDateRange(period.end) : undefined;
  return [start?.low ?? -openEnd, end?.high ?? openEnd];
}
