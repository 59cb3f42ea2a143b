import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/create-random.ts';
import { ageInYears } from './age.ts';
import { ukDate, ukDateTime } from './uk-date-time.ts';
import { nextWorkingTime, workingTime } from './working-time.ts';
import { writtenDate } from './written-date.ts';

describe('ukDateTime', () => {
  it('knows British Summer Time to the second', () => {
    expect(ukDateTime(Date.UTC(2026, 2, 29, 0, 59, 59))).toBe('2026-03-29T00:59:59+00:00');
    expect(ukDateTime(Date.UTC(2026, 2, 29, 1))).toBe('2026-03-29T02:00:00+01:00');
    expect(ukDateTime(Date.UTC(2026, 9, 25, 0, 59))).toBe('2026-10-25T01:59:00+01:00');
    expect(ukDateTime(Date.UTC(2026, 9, 25, 1))).toBe('2026-10-25T01:00:00+00:00');
  });

  it('gives the local day just after midnight in summer', () => {
    expect(ukDate(Date.UTC(2026, 6, 1, 23, 30))).toBe('2026-07-02');
  });
});

describe('ageInYears', () => {
  it('turns on the birthday', () => {
    expect(ageInYears('1945-07-14', Date.UTC(2026, 6, 13))).toBe(80);
    expect(ageInYears('1945-07-14', Date.UTC(2026, 6, 14))).toBe(81);
    expect(ageInYears('1938', Date.UTC(2026, 0, 1))).toBe(88);
  });
});

describe('workingTime', () => {
  it('keeps to weekdays and daylight, on the right side of the moment', () => {
    const random = createRandom('working');
    for (let count = 0; count < 500; count++) {
      const moment = Date.UTC(2026, 0, 1) + random.integer(0, 300) * 86_400_000;
      const before = workingTime(random, moment);
      const after = nextWorkingTime(random, moment);
      expect(before).toBeLessThan(moment);
      expect(after).toBeGreaterThan(moment);
      for (const instant of [before, after]) {
        expect([0, 6]).not.toContain(new Date(instant).getUTCDay());
        expect(new Date(instant).getUTCHours()).toBeGreaterThanOrEqual(8);
        expect(new Date(instant).getUTCHours()).toBeLessThan(17);
      }
    }
  });
});

describe('writtenDate', () => {
  it('writes the month in full', () => {
    expect(writtenDate('2018-08-06')).toBe('6 August 2018');
    expect(writtenDate('2018-08-06T10:00:00+01:00')).toBe('6 August 2018');
    expect(writtenDate('1938')).toBe('1938');
  });
});
