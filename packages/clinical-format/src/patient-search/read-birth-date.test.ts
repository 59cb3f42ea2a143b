import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBirthDate } from './read-birth-date.ts';

const date = (text: string) => {
  const found = findBirthDate(text, 2026);
  return found !== undefined && 'date' in found ? found.date : found;
};

describe('findBirthDate', () => {
  it.each([
    ['14/7/1945', '1945-07-14'],
    ['14-Jul-1945', '1945-07-14'],
    ['1945-07-14', '1945-07-14'],
    ['14 July 1945', '1945-07-14'],
    ['14th of july, 1945', '1945-07-14'],
    ['14.07.1945', '1945-07-14'],
    ['14jul1945', '1945-07-14'],
    ['14/7/45', '1945-07-14'],
    ['1/2/26', '2026-02-01'],
    ['1/2/27', '1927-02-01'],
    ['29/2/2024', '2024-02-29'],
    ['Sept 1999', '1999-09'],
    ['July 1945', '1945-07'],
  ])('reads %s', (typed, expected) => {
    expect(date(typed)).toBe(expected);
  });

  it('gives back what stands around the date', () => {
    expect(findBirthDate('edwards 14/7/1945 mary', 2026)?.rest.split(/\s+/)).toEqual(['edwards', 'mary']);
  });

  it.each(['31/2/1980', '14/13/1945', '0/1/1990', '29-Feb-2023'])('says that %s is no date', (typed) => {
    expect(findBirthDate(typed, 2026)).toHaveProperty('impossible', typed);
  });

  it.each(['edwards', '999 123 4578', 'R0007919', 'May Smith', 'April 19', 'maybury 1945'])(
    'finds no date in %s',
    (typed) => {
      expect(findBirthDate(typed, 2026)).toBeUndefined();
    },
  );

  it('reads every day of the calendar in every way of writing', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = iso.split('-');
        const month = day.toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' });
        const ways = [
          iso,
          `${d}/${m}/${y}`,
          `${Number(d)}/${Number(m)}/${y}`,
          `${d}.${m}.${y}`,
          `${Number(d)} ${month} ${y}`,
        ];
        for (const way of [...ways, `${d}-${month.slice(0, 3)}-${y}`, `smith ${d}/${m}/${y}`])
          expect(date(way)).toBe(iso);
      }),
    );
  });
});
