import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { runBaseplate } from '../start/run-baseplate.ts';
import {
  type Acknowledged,
  bundleIn,
  faultsIn,
  halves,
  kill,
  send,
  systemToken,
  writeUntilKilled,
} from './crash-round.ts';
import { idsOf, writeImportFiles } from './import-files.ts';

/** Each kind of round runs so often. `CRASH_ROUNDS=10` makes it twenty in all. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 1);
const timeout = 30_000 + rounds * 15_000;

const folder = mkdtempSync(join(tmpdir(), 'baseplate-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Milliseconds until the kill: another moment in every round. */
const moment = (round: number) => 150 + ((round * 277) % 900);

async function doctorSays(data: string): Promise<string> {
  const doctor = runBaseplate(['doctor'], { data });
  await doctor.ended;
  return doctor.answered();
}

test('killed amid concurrent writes: what was acknowledged is there once, nothing is half there', {
  timeout,
}, async () => {
  const data = join(folder, 'writes');
  const acknowledged: Acknowledged = new Map();
  for (let round = 0; round < rounds; round += 1) {
    const record = runBaseplate(['start'], { data });
    const url = await record.ready;
    const token = await systemToken(data, url);
    const before = acknowledged.size;
    const writing = writeUntilKilled(url, token, round, acknowledged);
    // On a busy machine the first answer may take longer than any moment chosen here.
    while (acknowledged.size === before) await wait(5);
    await wait(moment(round));
    await kill(record);
    await writing;
    const again = runBaseplate(['start'], { data });
    const address = await again.ready;
    const fresh = await systemToken(data, address);
    expect(await faultsIn(address, fresh, acknowledged)).toEqual([]);
    expect(await halves(address, fresh)).toEqual([]);
    expect(await again.stop('SIGTERM')).toBe(0);
    expect(await doctorSays(data)).toContain('Audit chain: whole');
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(rounds);
});

test.each(['the import', 'the record'])(
  'killed amid an import (%s): it goes on where it was, and nothing is there twice',
  { timeout },
  async (victim) => {
    for (let round = 0; round < Math.max(1, Math.floor(rounds / 2)); round += 1) {
      const data = join(folder, `${victim}-${round}`);
      const files = join(folder, `files-${victim}-${round}`);
      writeImportFiles(files, { bundles: 100, resources: 30 });
      const record = victim === 'the record' ? runBaseplate(['start'], { data }) : undefined;
      const port = record === undefined ? '0' : new URL(await record.ready).port;
      const first = runBaseplate(['import', files], { data, port });
      while (!first.said().includes('Importing') && first.child.exitCode === null) await wait(10);
      await wait(moment(round) / 3);
      await kill(record ?? first);
      expect(await first.ended, first.said()).not.toBe(0);
      if (record !== undefined) expect(first.said()).toContain('stopped answering');
      const second = runBaseplate(['import', files], { data });
      expect(await second.ended, second.said()).toBe(0);
      expect(second.said()).toContain('rejected  none');

      const after = runBaseplate(['start'], { data });
      const url = await after.ready;
      const token = await systemToken(data, url);
      const wrong: string[] = [];
      for (const id of idsOf({ bundles: 100, resources: 30 }).filter((_, place) => place % 29 === 0)) {
        const response = await send(url, token, `/Basic/${id}/_history`);
        const history = await bundleIn(response);
        if (history.entry?.length !== 1) wrong.push(`${id}: ${history.entry?.length ?? 0} versions`);
      }
      expect(wrong).toEqual([]);
      const counted = await bundleIn(await send(url, token, '/Basic?_summary=count'));
      expect(counted.total).toBe(100 * 30);
      expect(await after.stop('SIGTERM')).toBe(0);
      expect(await doctorSays(data)).toContain('Audit chain: whole');
    }
  },
);
