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

function read(epoch: number): { year: number; month: number; day: number; hour: number; minute: number } {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(epoch)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}
