import { describe, expect, it } from 'vitest';
import { formatName, formatPlainName, preferredName } from './format-name.ts';

const now = '2026-11-21T08:14:00Z';
const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3);

describe('formatName', () => {
  it.each([
    [{ family: 'Edwards', given: ['Mary', 'Ann'], prefix: ['Mrs'] }, 'EDWARDS, Mary (Mrs)'],
    [{ family: "O'Brien-Smythe", given: ['Siobhán'] }, "O'BRIEN-SMYTHE, Siobhán"],
    [{ family: 'van der Berg', given: ['Jan'] }, 'VAN DER BERG, Jan'],
    [{ family: 'Edwards', given: ['Mary'], prefix: ['Mrs.'] }, 'EDWARDS, Mary (Mrs)'],
    [{ family: 'Edwards' }, 'EDWARDS'],
    [{ family: 'Edwards', prefix: ['Mrs'] }, 'EDWARDS (Mrs)'],
    [{ given: ['Suharto'] }, 'Suharto'],
    [{ given: ['Suharto'], prefix: ['Mr'] }, 'Suharto (Mr)'],
    [{ family: '王', given: ['小明'] }, '王, 小明'],
    [{ family: 'Ωμέγα', given: ['Άλφα'] }, 'ΩΜΈΓΑ, Άλφα'],
    [{ family: long, given: [long], prefix: ['Prof', 'Dame'] }, `${long.toUpperCase()}, ${long} (Prof Dame)`],
    [{ text: 'Mary Edwards' }, 'Mary Edwards'],
    ['Mary Edwards', 'Mary Edwards'],
    [{ family: '  ', given: [''], text: ' Mary  Edwards ' }, 'Mary Edwards'],
    [{ family: 'Ed\u202ewards', given: ['Mary'] }, 'EDWARDS, Mary'],
    [{ prefix: ['Mrs'] }, 'Name not recorded'],
    [{ family: 4, given: { a: 1 } }, 'Name not recorded'],
    [[], 'Name not recorded'],
    [undefined, 'Name not recorded'],
    [null, 'Name not recorded'],
    [{ resourceType: 'Patient' }, 'Name not recorded'],
  ])('%j gives %s', (name, expected) => {
    expect(formatName(name, { now })).toBe(expected);
  });

  it('writes every given name on request', () => {
    expect(formatName({ family: 'Edwards', given: ['Mary', 'Ann'] }, { now, allGiven: true })).toBe(
      'EDWARDS, Mary Ann',
    );
  });

  it('chooses by use: usual, official, none, nickname, maiden, old', () => {
    const uses = ['old', 'maiden', 'nickname', undefined, 'official', 'usual'];
    const names = uses.map((use) => ({ ...(use && { use }), family: use ?? 'none' }));
    for (let left = names.length; left > 0; left -= 1) {
      expect(formatName(names.slice(0, left), { now })).toBe(String(names[left - 1]?.family).toUpperCase());
    }
  });

  it('chooses names in force before names that have ended or not begun', () => {
    const names = [
      { use: 'usual', family: 'Past', period: { end: '2026-11-20' } },
      { use: 'usual', family: 'Future', period: { start: '2026-11-22' } },
      { use: 'official', family: 'Present', period: { start: '2020', end: '2026-11-21' } },
    ];
    expect(formatName(names, { now })).toBe('PRESENT');
    expect(formatName(names.slice(0, 2), { now })).toBe('PAST');
    expect(formatName(names, { now: 'broken' })).toBe('PAST');
  });
});

describe('formatPlainName', () => {
  it('writes names as they are spoken', () => {
    expect(formatPlainName({ family: 'Edwards', given: ['Mary'], prefix: ['Mrs'] }, { now })).toBe('Mrs Mary Edwards');
    expect(formatPlainName({ text: 'Ward 7 team' }, { now })).toBe('Ward 7 team');
    expect(formatPlainName(undefined, { now })).toBe('Name not recorded');
  });
});

describe('preferredName', () => {
  const usual = { use: 'usual', family: 'Edwards', given: ['Mary'] };

  it('gives a nickname in force that differs', () => {
    expect(preferredName([usual, { use: 'nickname', given: ['Molly'] }], { now })).toBe('Molly');
    expect(preferredName([usual, { use: 'nickname', text: 'Mo' }], { now })).toBe('Mo');
  });

  it('gives nothing otherwise', () => {
    expect(preferredName([usual], { now })).toBeUndefined();
    expect(preferredName([usual, { use: 'nickname', given: ['Mary'] }], { now })).toBeUndefined();
    expect(preferredName([usual, { use: 'nickname', given: ['M'], period: { end: '2020' } }], { now })).toBeUndefined();
  });
});
