import { expect, test } from 'vitest';
import { londonTime } from './london-time.ts';

const minute = 60_000;
const hour = 60 * minute;
const formatter = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

/** Asked of the time zone database at exactly this moment. */
function byDatabase(epoch: number) {
  const parts = Object.fromEntries(formatter.formatToParts(epoch).map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour: atHour, minute: atMinute } = parts;
  return { year, month, day, hour: atHour, minute: atMinute };
}

function wall(epoch: number) {
  const { zone: _zone, repeated: _repeated, ...shown } = londonTime(epoch);
  return shown;
}

test('around every change of the clocks since 1968 each minute is that of the time zone database, in whatever order it is asked', () => {
  for (let year = 1968; year <= 2040; year += 1) {
    for (const month of [1, 2, 3, 9, 10]) {
      for (let day = 14; day <= 31; day += 1) {
        const midnight = Date.UTC(year, month, day);
        for (const moment of [2 * hour + minute, 2 * hour - 1, hour, hour - 1, 0, -1, 45 * minute + 1]) {
          expect(wall(midnight + moment)).toEqual(byDatabase(midnight + moment));
        }
      }
    }
  }
});

test.each([
  -1,
  -hour,
  Date.UTC(1847, 11, 1),
  Date.UTC(1800, 0, 1, 12, 30, 30),
  Date.UTC(1941, 6, 1),
  Date.UTC(9999, 11, 31),
])('moment %d is that of the time zone database', (epoch) => {
  expect(wall(epoch)).toEqual(byDatabase(epoch));
});
