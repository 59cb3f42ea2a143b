import { describe, expect, it } from 'vitest';
import { ageInYears, formatAge, formatAgeAtDeath } from './format-age.ts';
import { formatDate, formatDateTime, formatTime } from './format-date.ts';
import { formatPatientDate, formatPatientDateTime, formatPatientTime } from './format-patient-date.ts';

const now = '2026-11-21T08:14:00Z';

describe('formatDate', () => {
  it.each([
    ['1945-07-14', '14-Jul-1945'],
    ['1945-07', 'Jul-1945'],
    ['1945', '1945'],
    ['2026-11-01', '01-Nov-2026'],
    ['2024-02-29', '29-Feb-2024'],
    ['2026-06-30T23:30:00Z', '01-Jul-2026'],
    ['2026-11-20T23:30:00-05:00', '21-Nov-2026'],
    ['0099-01-02', '02-Jan-0099'],
    [undefined, 'Not recorded'],
    [null, 'Not recorded'],
    ['  ', 'Not recorded'],
    ['14/07/1945', 'Date not readable'],
    ['2023-02-29', 'Date not readable'],
    ['2026-13-01', 'Date not readable'],
    ['0000-01-01', 'Date not readable'],
    [{}, 'Date not readable'],
    [20261121, 'Date not readable'],
  ])('%j gives %s', (value, expected) => {
    expect(formatDate(value)).toBe(expected);
  });
});

describe('formatTime and formatDateTime', () => {
  it.each([
    ['2026-01-15T14:05:00Z', '15-Jan-2026 14:05'],
    ['2026-07-15T13:05:00Z', '15-Jul-2026 14:05'],
    ['2026-07-15T14:05:00+01:00', '15-Jul-2026 14:05'],
    ['2026-07-15T18:35:00.123+05:30', '15-Jul-2026 14:05'],
    ['2026-12-31T20:00:00-05:00', '01-Jan-2027 01:00'],
    ['2026-03-29T00:59:00Z', '29-Mar-2026 00:59'],
    ['2026-03-29T01:00:00Z', '29-Mar-2026 02:00'],
    ['2026-10-25T00:30:00Z', '25-Oct-2026 01:30 BST'],
    ['2026-10-25T01:30:00Z', '25-Oct-2026 01:30 GMT'],
    ['2026-10-25T02:00:00Z', '25-Oct-2026 02:00'],
    ['2026-10-24T23:59:00Z', '25-Oct-2026 00:59'],
    ['1970-01-15T12:00:00Z', '15-Jan-1970 13:00'],
    ['2016-12-31T23:59:60Z', '31-Dec-2016 23:59'],
    ['2026-01-15T14:05', '15-Jan-2026 14:05'],
    ['2026-01-15', '15-Jan-2026'],
    ['2026-01-15T24:00:00Z', 'Date not readable'],
    ['2026-01-15T14:60:00Z', 'Date not readable'],
    ['2026-01-15T14:05:00+99:99', 'Date not readable'],
  ])('%s gives %s', (value, expected) => {
    expect(formatDateTime(value)).toBe(expected);
  });

  it('says that a time is missing', () => {
    expect(formatTime('2026-01-15')).toBe('Time not recorded');
    expect(formatTime('2026-07-15T00:05:00Z')).toBe('01:05');
  });
});

describe('dates for patients', () => {
  it.each([
    ['2018-08-06', '6 August 2018'],
    ['2018-08', 'August 2018'],
    ['2018', '2018'],
    ['2018-08-06T13:05:00Z', '6 August 2018 at 2:05pm'],
    ['2018-08-06T11:00:00Z', '6 August 2018 at midday'],
    ['2018-08-05T23:00:00Z', '6 August 2018 at midnight'],
    ['2018-01-06T09:00:00Z', '6 January 2018 at 9am'],
    ['2018-01-06T00:30:00Z', '6 January 2018 at 12:30am'],
    ['2018-01-06T12:30:00Z', '6 January 2018 at 12:30pm'],
    [undefined, 'Not recorded'],
  ])('%s gives %s', (value, expected) => {
    expect(formatPatientDateTime(value)).toBe(expected);
  });

  it('puts the weekday first', () => {
    expect(formatPatientDateTime('2026-11-25T14:30:00Z', { weekday: true })).toBe(
      'Wednesday 25 November 2026 at 2:30pm',
    );
    expect(formatPatientDate('2026-11', { weekday: true })).toBe('November 2026');
    expect(formatPatientTime('2026-11-25')).toBe('Time not recorded');
  });
});

describe('formatAge', () => {
  it.each([
    ['1945-07-14', '81y'],
    ['1945-11-21', '81y'],
    ['1945-11-22', '80y'],
    ['2008-11-21', '18y'],
    ['2008-11-22', '17y 11m'],
    ['2024-11-21', '2y'],
    ['2024-11-22', '23m 30d'],
    ['2025-11-21', '12m'],
    ['2025-11-22', '52w'],
    ['2026-10-24', '4w'],
    ['2026-10-25', '27d'],
    ['2026-11-21', '0d'],
    ['2026-11-21T07:00:00Z', '74min'],
    ['2026-11-20T08:00:00Z', '24hr'],
    ['2026-11-19T08:00:00Z', '2d'],
    ['1945', 'about 81y'],
    ['1945-12', 'about 80y'],
    ['2027-01-01', 'Age not known'],
    ['2028', 'Age not known'],
    [undefined, 'Age not known'],
    ['nonsense', 'Age not known'],
  ])('born %s is %s', (birth, expected) => {
    expect(formatAge(birth, now)).toBe(expected);
  });

  it('takes the day of the United Kingdom, not of UTC', () => {
    expect(formatAge('2000-07-01', '2026-06-30T22:59:00Z')).toBe('25y');
    expect(formatAge('2000-07-01', '2026-06-30T23:00:00Z')).toBe('26y');
  });

  it('lets those born on 29 February grow older on 1 March', () => {
    expect(ageInYears('2004-02-29', '2026-02-28T12:00:00Z')).toBe(21);
    expect(ageInYears('2004-02-29', '2026-03-01T12:00:00Z')).toBe(22);
  });

  it('counts months from the end of a short month', () => {
    expect(formatAge('2025-01-31', '2026-03-01T12:00:00Z')).toBe('13m 1d');
  });

  it('knows no age without a moment or a full date', () => {
    expect(formatAge('1945-07-14', 'yesterday')).toBe('Age not known');
    expect(ageInYears('1945', now)).toBeUndefined();
    expect(ageInYears('2030-01-01', now)).toBeUndefined();
  });
});

describe('formatAgeAtDeath', () => {
  it.each([
    ['1945-07-14', '2026-07-13T12:00:00+01:00', '80y'],
    ['1945-07-14', '2026', 'about 81y'],
    ['1945-07-14', true, 'Not recorded'],
    ['1945-07-14', undefined, 'Age not known'],
    ['2026-07-14', '2020-01-01', 'Age not known'],
  ])('born %s, died %s: %s', (birth, death, expected) => {
    expect(formatAgeAtDeath(birth, death)).toBe(expected);
  });
});
