import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { serversOfATest } from './servers-of-a-test.ts';
import { lostFrom, openSqlite } from './stores.ts';
import { killAmid, newestEntry, startTrust } from './trust.ts';

const { folder } = serversOfATest('two-commands');
const target = fileURLToPath(new URL('./__fixtures__/small.other-file.config.ts', import.meta.url));

test.each(['apply', 'rollback'])(
  'beside an apply that goes on, %s at the same moment: one does its work, the other says so and does nothing',
  {
    timeout: 300_000,
  },
  async (other) => {
    const data = join(folder, other);
    const trust = await startTrust({ data, databaseUrl: '', processes: 2, target });
    const load = trust.load('load', 10, 10);
    await wait(1000);
    expect(await killAmid(trust.begin(['apply']), data, 'copying')).toBe(true);
    const both = [trust.begin(['apply']), trust.begin([other])];
    const codes = await Promise.all(both.map(({ ended }) => ended));
    const words = both.map((one) => `${one.answered()}\n${one.said()}`);
    const refused = codes.indexOf(1);
    if (refused < 0) {
      // A busy machine may begin the second when the first has ended: then both did their work, one after the other.
      expect(codes, words.join('\n')).toEqual([0, 0]);
    } else {
      expect(codes.toSorted(), words.join('\n')).toEqual([0, 1]);
      expect(words[refused]).toMatch(/Another process is changing stores|since this was planned/);
    }
    // Whoever was last: the change-over is done, given up, or taken back.
    const phase = newestEntry(data)?.changeOvers.records?.phase;
    expect([undefined, 'mirroring']).toContain(phase);
    if (other === 'apply' || codes[1] === 1) expect(phase, words.join('\n')).toBe('mirroring');
    if (codes[0] === 1) expect(phase, words.join('\n')).toBe(other === 'apply' ? 'mirroring' : undefined);
    const { failures, acknowledged } = await load.stop();
    expect(failures).toEqual([]);
    expect(await trust.record.stop('SIGTERM')).toBe(0);
    if (phase === undefined) {
      const here = await openSqlite(data);
      expect(await lostFrom(here, acknowledged)).toEqual([]);
      await here.stop();
    }
  },
);
