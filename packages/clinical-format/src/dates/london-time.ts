/** The clock on a wall in the United Kingdom at one moment. `month` counts from 1; `zone` is the name in force. */
export type LondonTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly zone: 'GMT' | 'BST';
  /** True in the hour that happens twice when the clocks go back, where a bare "01:30" would be ambiguous. */
  readonly repeated: boolean;
};

const hourInMilliseconds = 3_600_000;

const formatter = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  era: 'short',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

/**
 * How far the clock is ahead of UTC, in milliseconds, by hour since 1970. Since then the clocks have only changed at a full hour, so that one
 * answer of the time zone database holds for the whole of it; the database takes some 15 µs to ask, and a chart shows two hundred times.
 */
const aheadByHour = new Map<number, number>();
const mostHours = 8192;

/** What a clock in Europe/London shows at `epoch` (milliseconds), by the time zone database the runtime carries. */
export function londonTime(epoch: number): LondonTime {
  const shown = read(epoch);
  const wall = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  const ahead = wall - Math.floor(epoch / 60_000) * 60_000 >= hourInMilliseconds / 2;
  const neighbour = read(epoch + (ahead ? hourInMilliseconds : -hourInMilliseconds));
  return {
    ...shown,
    zone: ahead ? 'BST' : 'GMT',
    repeated: neighbour.hour === shown.hour && neighbour.day === shown.day,
  };
}

type WallTime = Pick<LondonTime, 'year' | 'month' | 'day' | 'hour' | 'minute'>;

function read(epoch: number): WallTime {
  const hours = Math.floor(epoch / hourInMilliseconds);
  if (!(hours >= 0)) return readByDatabase(epoch);
  let ahead = aheadByHour.get(hours);
  if (ahead === undefined) {
    const shown = readByDatabase(hours * hourInMilliseconds);
    ahead = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - hours * hourInMilliseconds;
    // Whatever asks for more different hours than that is no chart: it begins anew rather than grow.
    if (aheadByHour.size >= mostHours) aheadByHour.clear();
    aheadByHour.set(hours, ahead);
  }
  const wall = new Date(epoch + ahead);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
  };
}

function readByDatabase(epoch: number): WallTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(epoch)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}
