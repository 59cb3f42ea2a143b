import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';
import { send, systemToken } from './crash-round.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-writing-thread-'));
const started: BaseplateProcess[] = [];
afterEach(async () => {
  for (const record of started.splice(0)) await record.stop('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(data: string, ...words: readonly string[]): BaseplateProcess {
  const record = runBaseplate(['start', ...words], { data, environment: ending });
  started.push(record);
  return record;
}

const ending = { NODE_OPTIONS: `--import=${import.meta.resolve('./__fixtures__/end-writing-thread.ts')}` };

/** Reads and writes over and over until the record is gone; notes the statuses, and the texts of what was no success. */
async function askUntilGone(url: string, token: string, statuses: number[], told: Set<string>): Promise<void> {
  const ask = async (name: string) => {
    const body = JSON.stringify({ resourceType: 'Basic', id: name, code: { text: name } });
    for (let n = 0; ; n += 1) {
      const response = await (n % 2 === 0
        ? send(url, token, `/Basic/${name}`, body, 'PUT')
        : send(url, token, `/Basic/${name}`));
      const text = await response.text();
      statuses.push(response.status);
      if (!response.ok) told.add(text);
    }
  };
  // Each goes on until its connection is refused.
  await Promise.allSettled(Array.from({ length: 8 }, (_, place) => ask(`basic-${place}`)));
}

test.each([
  ['audit.db', 'data.audit (@baseplate-epr/audit-sqlite)'],
  ['records.db', 'data.records (@baseplate-epr/records-sqlite)'],
])(
  'a record whose thread that writes %s dies answers 503, ends with a failure and a sentence, and starts again whole',
  {
    timeout: 120_000,
  },
  async (file, module) => {
    const data = join(folder, file);
    const record = start(data);
    const url = await record.ready;
    const token = await systemToken(data, url);
    const statuses: number[] = [];
    const told = new Set<string>();
    const asking = askUntilGone(url, token, statuses, told);
    await expect.poll(() => statuses.length, { timeout: 30_000 }).toBeGreaterThan(50);
    writeFileSync(join(data, `${file}.end`), '');
    expect(await record.ended).toBe(1);
    expect(record.said()).toContain(`${module} cannot go on.`);
    expect(record.said()).toContain('must start it again');
    await asking;
    expect(new Set(statuses)).toEqual(new Set([200, 201, 503]));
    for (const text of told)
      expect(text).toContain('Look whether the request has done its work, then try again shortly.');

    const again = start(data);
    expect((await send(await again.ready, token, '/Basic/basic-0')).status).toBe(200);
    expect(await again.stop('SIGTERM')).toBe(0);
    const doctor = runBaseplate(['doctor'], { data });
    expect(await doctor.ended, doctor.said()).toBe(0);
    expect(doctor.answered()).toContain('Audit chain: whole');
  },
);

test('of several processes, one whose audit thread dies is started again, and the others go on', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'two');
  const record = start(data, '--processes', '2');
  const url = await record.ready;
  const token = await systemToken(data, url);
  writeFileSync(join(data, 'audit.db.end'), '');
  await expect.poll(() => record.said(), { timeout: 30_000 }).toContain('ended unexpectedly (code 1)');
  expect(record.said().match(/cannot go on/g)).toHaveLength(1);
  expect((await send(url, token, '/Basic?_summary=count')).status).toBe(200);
  expect(await record.stop('SIGTERM')).toBe(0);
});
