import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchQueries } from './search-queries.ts';
import { understandSearch } from './understand-search.ts';

const now = Date.UTC(2026, 10, 21);
const understand = (typed: string) => understandSearch(typed, now);

describe('understandSearch', () => {
  it.each([
    ['edwards mary', ['edwards', 'mary']],
    ['EDWARDS, Mary (Mrs)', ['EDWARDS', 'Mary']],
    ['  o’shaughnessy–ng ', ["o'shaughnessy-ng"]],
    ['王秀英', ['王秀英']],
    ['Mr', ['Mr']],
  ])('takes %s as words of a name', (typed, words) => {
    expect(understand(typed)).toEqual({ words, numbers: [], notes: [] });
  });

  it.each(['999 123 4578', '9991234578', '999-123-4578', 'NHS No. 999 123 4578', '999\u2011123\u00a04578'])(
    'takes %s as an NHS number',
    (typed) => {
      expect(understand(typed)).toEqual({
        words: [],
        numbers: [],
        notes: [],
        nhsNumber: { digits: '9991234578', valid: true },
      });
    },
  );

  it('says when a check digit is wrong, and looks for the figures all the same', () => {
    const understood = understand('999 123 4567');
    expect(understood.nhsNumber).toEqual({ digits: '9991234567', valid: false });
    expect(understood.notes.join()).toContain('999 123 4567 is not an NHS number: its check digit is wrong');
    expect(searchQueries(understood)).toEqual([{ identifier: ['9991234567'] }]);
  });

  it('counts the figures of a number that is not whole', () => {
    expect(understand('999 123 45').notes.join()).toContain('this has 8');
    expect(understand('999 123').notes.join()).toContain('this has 6');
  });

  it.each([
    ['edwards 1945', { words: ['edwards'], born: '1945' }],
    ['1945 edwards', { words: ['edwards'], born: '1945' }],
    ['mary 14/7/1945', { words: ['mary'], born: '1945-07-14' }],
    ['R0007919', { numbers: ['R0007919'] }],
    ['mrn R0007919', { numbers: ['R0007919'] }],
    ['dob 14-Jul-1945', { born: '1945-07-14' }],
  ])('understands %s', (typed, expected) => {
    expect(understand(typed)).toMatchObject(expected);
  });

  it('reads eight figures as a number and as a date', () => {
    expect(searchQueries(understand('14071945'))).toEqual([{ identifier: ['14071945'] }, { birthdate: '1945-07-14' }]);
    expect(searchQueries(understand('99999999'))).toEqual([{ identifier: ['99999999'] }]);
  });

  it('says that a date does not exist, and searches for the rest', () => {
    const understood = understand('smith 31/2/1980');
    expect(understood.notes.join()).toContain('There is no date 31/2/1980');
    expect(understood.words).toEqual(['smith']);
  });

  it('never throws, and never makes a search value that FHIR would read as an operator', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        for (const query of searchQueries(understand(typed))) {
          for (const value of Object.values(query).flat()) {
            for (const part of String(value).split(',')) expect(part).not.toBe('');
            expect(
              String(value)
                .replace(/\\[\\,$|]/g, '')
                .replace(/^https:\/\/fhir\.nhs\.uk\/Id\/nhs-number\|/, ''),
            ).not.toMatch(/[|$]/);
          }
        }
      }),
    );
  }, 120_000);

  it('understands name and birth alike in any order', () => {
    const name = fc
      .stringMatching(/^[a-z]{3,10}$/)
      .filter(
        (word) =>
          !/^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mrs|miss|prof|rev|sir|dame|lady|lord|master|born|dob|nhs|mrn|hosp)/.test(
            word,
          ),
      );
    fc.assert(
      fc.property(name, name, fc.integer({ min: 1900, max: 2026 }), (one, other, year) => {
        const first = understand(`${one} ${other} ${year}`);
        const second = understand(`${year}, ${other.toUpperCase()} ${one}`);
        expect(second.born).toBe(first.born);
        expect(second.words.map((word) => word.toLowerCase()).sort()).toEqual([...first.words].sort());
      }),
    );
  });
});

describe('searchQueries', () => {
  it('asks for nothing where nothing was typed', () => {
    for (const typed of ['', '   ', ',;', '()', '\u200b']) expect(searchQueries(understand(typed))).toEqual([]);
  });

  it('looks first at beginnings, then inside of names, with either apostrophe', () => {
    expect(searchQueries(understand("o'shea jo"))).toEqual([
      { name: ["o'shea,o’shea", 'jo'] },
      { 'name:contains': ["o'shea,o’shea"], name: ['jo'] },
    ]);
  });
});
