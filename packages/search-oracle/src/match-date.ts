import type { FoundValue } from './found-values.ts';
import { type OracleRange, withoutPrefix } from './oracle-range.ts';
import { fields, items, text } from './oracle-resource.ts';

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** The time that a date, dateTime or instant stands for, `[low, high)` in milliseconds; UTC where it names no zone. */
export function timeOf(value: unknown): OracleRange | undefined {
  const parts = form.exec(text(value)?.replace(/ (\d\d:\d\d)$/, '+$1') ?? '');
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone = 'Z'] = parts;
  if (hour === undefined) {
    const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
    const high =
      month === undefined ? Date.UTC(y + 1, 0, 1) : day === undefined ? Date.UTC(y, m + 1, 1) : Date.UTC(y, m, d + 1);
    return { low: Date.UTC(y, m, d), high };
  }
  const low = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}.${(fraction ?? '').slice(0, 3).padEnd(3, '0')}${zone}`,
  );
  const width =
    second === undefined ? 60_000 : fraction === undefined ? 1000 : 10 ** (3 - Math.min(3, fraction.length));
  return { low, high: low + width };
}

function periodOf(value: unknown): OracleRange | undefined {
  const start = timeOf(fields(value).start)?.low;
  const end = timeOf(fields(value).end)?.high;
  if (start === undefined && end === undefined) return undefined;
  return { low: start ?? Number.NEGATIVE_INFINITY, high: end ?? Number.POSITIVE_INFINITY };
}

/** “Only the outer limits matter.” */
function timingOf(value: unknown): OracleRange | undefined {
  const timing = fields(value);
  const parts = [...items(timing.event).map(timeOf), periodOf(fields(timing.repeat).boundsPeriod)].filter(
    (one) => one !== undefined,
  );
  if (parts.length === 0) return undefined;
  return { low: Math.min(...parts.map(({ low }) => low)), high: Math.max(...parts.map(({ high }) => high)) };
}

function targetOf({ type, value }: FoundValue): OracleRange | undefined {
  if (type === 'Period') return periodOf(value);
  if (type === 'Timing') return timingOf(value);
  const time = timeOf(value);
  // “An instant is considered a fixed point in time.”
  return time && type === 'instant' ? { low: time.low, high: time.low + 1 } : time;
}

/** https://hl7.org/fhir/R4/search.html#date, the table of prefixes applied to half-open stretches of time. */
export function matchesDate(found: FoundValue, searched: string, now: number): boolean | undefined {
  const [prefix, rest] = withoutPrefix(searched);
  const search = timeOf(rest);
  if (!search) return undefined;
  const target = targetOf(found);
  if (!target || target.low >= target.high) return false;
  const contains = search.low <= target.low && target.high <= search.high;
  const above = target.high > search.high;
  const below = target.low < search.low;
  switch (prefix) {
    case 'eq':
      return contains;
    case 'ne':
      return !contains;
    case 'gt':
      return above;
    case 'lt':
      return below;
    case 'ge':
      return above || contains;
    case 'le':
      return below || contains;
    case 'sa':
      return target.low >= search.high;
    case 'eb':
      return target.high <= search.low;
    case 'ap': {
      const room = Math.round(Math.abs(now - search.low) / 10);
      return target.low < search.high + room && target.high > search.low - room;
    }
  }
}
