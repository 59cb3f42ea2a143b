/** From `low` up to, not including, `high`, in milliseconds. */
export interface TimeRange {
  readonly low: number;
  readonly high: number;
}

const shape = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** The stretch of time a date stands for; what names no zone is taken as UTC. */
export function timeRange(text: string): TimeRange | undefined {
  const parts = shape.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone = 'Z'] = parts;
  const iso = `${year}-${month ?? '01'}-${day ?? '01'}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}.${(fraction ?? '').slice(0, 3).padEnd(3, '0')}${zone}`;
  const low = Date.parse(iso);
  if (Number.isNaN(low)) return undefined;
  if (month === undefined) return { low, high: Date.UTC(Number(year) + 1, 0) };
  if (day === undefined) return { low, high: Date.UTC(Number(year), Number(month)) };
  const length =
    hour === undefined
      ? 86_400_000
      : second === undefined
        ? 60_000
        : fraction === undefined
          ? 1000
          : 10 ** (3 - Math.min(3, fraction.length));
  return { low, high: low + length };
}

/** The stretch of a date, Period or Timing: https://hl7.org/fhir/R4/search.html#date */
export function rangeOf(value: unknown): TimeRange | undefined {
  if (typeof value === 'string') return timeRange(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { start, end, event, repeat } = value as {
    start?: string;
    end?: string;
    event?: string[];
    repeat?: { boundsPeriod?: object };
  };
  if (start !== undefined || end !== undefined) {
    return {
      low: start === undefined ? Number.NEGATIVE_INFINITY : (timeRange(start)?.low ?? Number.NaN),
      high: end === undefined ? Number.POSITIVE_INFINITY : (timeRange(end)?.high ?? Number.NaN),
    };
  }
  const events = (event ?? []).flatMap((one) => timeRange(one) ?? []);
  const bounds = repeat?.boundsPeriod === undefined ? [] : [rangeOf(repeat.boundsPeriod)].flatMap((one) => one ?? []);
  const all = [...events, ...bounds];
  return all.length === 0
    ? undefined
    : { low: Math.min(...all.map(({ low }) => low)), high: Math.max(...all.map(({ high }) => high)) };
}

/** https://hl7.org/fhir/R4/search.html#prefix, word for word; of `ap` only the recommendation. */
export function timeMatches(prefix: string, asked: TimeRange, found: TimeRange): boolean {
  const contained = asked.low <= found.low && found.high <= asked.high;
  switch (prefix) {
    case 'eq':
      return contained;
    case 'ne':
      return !contained;
    case 'gt':
      return found.high > asked.high;
    case 'lt':
      return found.low < asked.low;
    case 'ge':
      return found.high > asked.high || contained;
    case 'le':
      return found.low < asked.low || contained;
    case 'sa':
      return found.low >= asked.high;
    case 'ap': {
      // "for a date, 10% of the gap between now and the date"
      const room = Math.abs(Date.now() - asked.low) / 10;
      return found.low < asked.high + room && found.high > asked.low - room;
    }
    default:
      return found.high <= asked.low;
  }
}
