import type { AuditEntry } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { canonicalEntry } from './canonical-entry.ts';
import { chainHash, chainOrigin } from './chain-hash.ts';
import { checkEntry } from './check-entry.ts';
import { cursorOf, placeOf } from './page-cursor.ts';

const entry: AuditEntry = {
  time: 1_700_000_000_000,
  kind: 'access',
  requestId: 'r',
  action: 'read',
  agent: { id: 'a', display: 'A', role: 'R', organisation: 'RXX01' },
  purposeOfUse: 'TREAT',
  patients: ['p'],
  resources: ['Patient/p'],
  resourceCount: 1,
};

test('canonical JSON has its keys in order, none without a value, and one hash for ever', () => {
  const content = canonicalEntry(entry, 'w', 1);
  expect(content).toBe(
    '{"action":"read","agent":{"display":"A","id":"a","organisation":"RXX01","role":"R"},"kind":"access","patients":["p"],"purposeOfUse":"TREAT","requestId":"r","resourceCount":1,"resources":["Patient/p"],"sequence":1,"time":1700000000000,"writer":"w"}',
  );
  // Computed with sha256sum from sixty-four zeros, a line feed and the text above. Another value would break every chain there is.
  expect(chainHash(chainOrigin, content)).toBe('3aa712a13cf4cd9bfe448738da4fab4ceec80e4a936aba4aaf0800469119c7ab');
});

test('a long list is written the same way the first time and again, and so is another with as many names', () => {
  const resources = Array.from({ length: 130 }, (_, n) => `Observation/"${n}"/_history/1`);
  const written = (given: readonly string[]) => canonicalEntry({ ...entry, resources: given }, 'w', 1);
  const whole = (given: readonly string[]) => JSON.parse(written(given));
  const short = canonicalEntry(entry, 'w', 1).replace('["Patient/p"]', JSON.stringify(resources));
  expect(written(resources)).toBe(short);
  expect(written(resources)).toBe(short);
  const other = resources.with(100, 'Patient/p');
  expect(whole(other).resources).toEqual(other);
  expect(whole(resources).resources).toEqual(resources);
});

test('an entry that could not be read back as it is, is refused', () => {
  expect(() => checkEntry(entry)).not.toThrow();
  for (const broken of [{ time: 1.5 }, { resourceCount: -1 }, { action: '\ud800' }, { patients: ['\udfff'] }]) {
    expect(() => checkEntry({ ...entry, ...broken })).toThrowError(/not of the form/);
  }
});

test('a cursor is read back, and nothing else is taken for one', () => {
  const place = { time: 1, writer: 'w', sequence: 2 };
  expect(placeOf(cursorOf(place))).toEqual(place);
  for (const text of ['', 'x', Buffer.from('[1,2,3]').toString('base64url')]) {
    expect(() => placeOf(text)).toThrowError(/malformed/);
  }
});

test('a long list with half a character in it is refused however often it comes, and a whole one is not', () => {
  const whole = Array.from({ length: 100 }, (_, number) => `Observation/${number}`);
  const broken = [...whole, 'Observation/\ud800'];
  for (let again = 0; again < 3; again += 1) {
    expect(() => checkEntry({ ...entry, resources: whole, patients: whole })).not.toThrow();
    expect(() => checkEntry({ ...entry, resources: broken })).toThrowError(/not of the form/);
    expect(() => checkEntry({ ...entry, resources: whole, patients: broken })).toThrowError(/not of the form/);
  }
});
