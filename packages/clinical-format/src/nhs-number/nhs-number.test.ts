import { describe, expect, it } from 'vitest';
import {
  formatNhsNumber,
  isNhsNumber,
  nhsNumberHtml,
  nhsNumberOf,
  nhsNumberSystem,
  parseNhsNumber,
} from './nhs-number.ts';

describe('isNhsNumber', () => {
  it.each(['9991234578', '9990548609', '9990000018'])('accepts %s', (number) => expect(isNhsNumber(number)).toBe(true));

  it.each(['9991234567', '999123457', '99912345788', '999 123 4578', '', 9991234578, null, undefined, '0000000000'])(
    'refuses %j',
    (value) => expect(isNhsNumber(value)).toBe(false),
  );

  it('accepts at most one check digit for each nine digits, and none where the sum gives 10', () => {
    let without = 0;
    for (let body = 999_000_000; body < 999_002_000; body += 1) {
      const valid = [...'0123456789'].filter((check) => isNhsNumber(`${body}${check}`));
      expect(valid.length).toBeLessThanOrEqual(1);
      if (valid.length === 0) without += 1;
    }
    expect(without).toBeGreaterThan(100);
    expect(without).toBeLessThan(300);
  });

  it('notices every single wrong digit and every swap of neighbours', () => {
    const number = '9991234578';
    for (let place = 0; place < 10; place += 1) {
      for (const digit of '0123456789') {
        const changed = number.slice(0, place) + digit + number.slice(place + 1);
        expect(isNhsNumber(changed)).toBe(changed === number);
      }
      const swapped = number.slice(0, place) + (number[place + 1] ?? '') + number[place] + number.slice(place + 2);
      if (place < 9) expect(isNhsNumber(swapped)).toBe(swapped === number);
    }
  });
});

describe('parseNhsNumber', () => {
  it.each([
    '9991234578',
    '999 123 4578',
    ' 999-123-4578 ',
    '999\u00a0123\u20134578',
    '999.123.4578',
    'NHS No. 999 123 4578',
    'nhs number: 9991234578',
    '\u202a9991234578\u202c',
    '\uff19\uff19\uff19 123 4578',
  ])('reads %j', (typed) => expect(parseNhsNumber(typed)).toBe('9991234578'));

  it.each(['999 123 4567', '999 123 457', 'EDWARDS', '999/123/4578', '', undefined, 9991234578])(
    'does not read %j',
    (typed) => expect(parseNhsNumber(typed)).toBeUndefined(),
  );
});

describe('showing', () => {
  it('writes 3-3-4 on one line', () => {
    expect(formatNhsNumber('9991234578')).toBe('999 123 4578');
    expect(String(nhsNumberHtml('9991234578'))).toBe('<span class="nhsuk-u-nowrap">999 123 4578</span>');
  });

  it('says what is missing or wrong', () => {
    expect(formatNhsNumber(undefined)).toBe('Not recorded');
    expect(formatNhsNumber('9991234567')).toBe('9991234567 (not a valid NHS number)');
  });

  it('finds the number of a patient, the superseded one last', () => {
    const identifier = [
      { system: 'https://riverside.example/mrn', value: 'R1' },
      { system: nhsNumberSystem, value: '9990000018', use: 'old' },
      { system: nhsNumberSystem, value: '999 123 4578' },
    ];
    expect(nhsNumberOf({ identifier })).toBe('9991234578');
    expect(nhsNumberOf({ identifier: identifier.slice(0, 2) })).toBe('9990000018');
    expect(nhsNumberOf({})).toBeUndefined();
    expect(nhsNumberOf(null)).toBeUndefined();
  });
});
