import { expect, test } from 'vitest';
import { readTaken } from './read-taken.ts';
import { takenFieldsAt } from './taken-fields.ts';

const now = Date.UTC(2026, 10, 21, 8, 14);

function read(day: string, month: string, year: string, time: string, at = now) {
  const form = new URLSearchParams({ 'taken-day': day, 'taken-month': month, 'taken-year': year, 'taken-time': time });
  const wrong: string[] = [];
  const taken = readTaken(
    form,
    { resourceType: 'Patient', deceasedDateTime: '2026-11-21T08:05:00Z' },
    at,
    (name, message) => wrong.push(`${name}: ${message}`),
  );
  return { taken: taken?.text, wrong };
}

test.each([
  [['20', '11', '2026', '14:05'], '2026-11-20T14:05:00+00:00'],
  [['20', '11', '2026', '1405'], '2026-11-20T14:05:00+00:00'],
  [[' 20 ', '11', ' 2026', ' 00:00 '], '2026-11-20T00:00:00+00:00'],
  [['09', '11', '2026', '23:59'], '2026-11-09T23:59:00+00:00'],
  // Month after day, whatever the language: 11-Dec is in the future, 12-Nov is not.
  [['12', '11', '2026', '08:00'], '2026-11-12T08:00:00+00:00'],
] as const)('reads %o', ([day, month, year, time], text) => {
  expect(read(day, month, year, time).taken).toBe(text);
});

test.each([
  [
    ['', '', '', ''],
    ['taken: Enter the date the set was taken', 'taken-time: Enter the time the set was taken'],
  ],
  [['21', '', '', '08:00'], ['taken: The date taken needs a month and a year']],
  [['21', '11', '26', '08:00'], ['taken: The date taken needs a year of four digits, such as 2026']],
  [
    ['30', '2', '2026', '08:00'],
    ['taken: The date taken is not a date of the calendar. Write day, month and year in numbers'],
  ],
  [
    ['x', '11', '2026', '08:00'],
    ['taken: The date taken is not a date of the calendar. Write day, month and year in numbers'],
  ],
  [
    ['11', '21', '2026', '08:00'],
    ['taken: The date taken is not a date of the calendar. Write day, month and year in numbers'],
  ],
  [['29', '3', '2026', '01:30'], ['taken-time: That time did not exist: the clocks went forward. Enter another time']],
  [['21', '11', '2026', '08:15'], ['taken-time: The time taken must not be in the future']],
  [['22', '11', '2026', '08:00'], ['taken: The date taken must not be in the future']],
  [['11', '12', '2026', '08:00'], ['taken: The date taken must not be in the future']],
  [['21', '11', '2026', '08:10'], ['taken: The date and time taken must not be after the death of the patient']],
  [['14', '11', '2026', '08:13'], ['late-reason: Say why a set of more than 7 days ago is entered now']],
  [['14', '11', '2026', '08:14'], []],
] as const)('says what is wrong with %o', ([day, month, year, time], wrong) => {
  expect(read(day, month, year, time).wrong).toEqual(wrong);
});

test.each(['9:05', '24:00', '12:60', '2:05 pm', '14.05', '14:05:00', '905'])('does not guess what %s means', (time) => {
  expect(read('20', '11', '2026', time)).toEqual({
    taken: undefined,
    wrong: ['taken-time: The time taken must have four digits of the 24-hour clock, such as 09:05 or 21:05'],
  });
});

test('in the hour that happens twice the later time counts that is not in the future', () => {
  const reads = (utc: string) => read('25', '10', '2026', '01:30', Date.parse(utc)).taken;
  expect(reads('2026-10-25T00:40:00Z')).toBe('2026-10-25T01:30:00+01:00');
  expect(reads('2026-10-25T01:40:00Z')).toBe('2026-10-25T01:30:00+00:00');
});

test('fills the fields by the clock in the United Kingdom', () => {
  expect(takenFieldsAt(Date.UTC(2026, 5, 30, 23, 5))).toEqual({
    'taken-day': '1',
    'taken-month': '7',
    'taken-year': '2026',
    'taken-time': '00:05',
  });
});
