import type { Health } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { recordsHealth } from './records-health.ts';

const records = { health: async (): Promise<Health> => ({ status: 'pass' }) };

test('a record of which it is not known which stores are in force is not well, whatever its store says', async () => {
  expect(await recordsHealth({ records, troubles: ['A full disk.'], isKnown: () => false })).toMatchObject({
    status: 'fail',
    reason: expect.stringContaining('every request is refused'),
  });
});

test('one that knows it again is as well as before', async () => {
  let asked = 0;
  const isKnown = () => {
    asked += 1;
    return asked > 1;
  };
  expect(await recordsHealth({ records, troubles: [undefined], isKnown })).toEqual({ status: 'pass' });
  expect(await recordsHealth({ records, troubles: [undefined, 'A full disk.'], isKnown })).toEqual({
    status: 'warn',
    reason: 'A full disk.',
  });
});
