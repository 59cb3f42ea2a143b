import { expect, test } from 'vitest';
import { narrativeText } from './narrative-text.ts';

test('leaves the markup out and reads its characters', () => {
  const xhtml =
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>Smith &amp; Jones</p><img alt="x>y"/>caf&#233; &#x41;&nbsp;b &eacute;t&Eacute; &frac12; &nothing;</div>';
  expect(narrativeText(xhtml).split(/\s+/)).toEqual([
    '',
    'Smith',
    '&',
    'Jones',
    'y"/>café',
    'A',
    'b',
    'étÉ',
    '½',
    '&nothing;',
    '',
  ]);
});

test.each(['<'.repeat(200_000), '&'.repeat(200_000), '<a '.repeat(100_000), '&#9999999;', '<', ''])(
  'takes whatever comes, in no time',
  (xhtml) => {
    const before = process.cpuUsage();
    narrativeText(xhtml);
    const { user } = process.cpuUsage(before);
    expect(user / 1000, 'milliseconds of the processor').toBeLessThan(10_000);
  },
);
