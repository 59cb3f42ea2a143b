import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { runBaseplate } from '../start/run-baseplate.ts';
import {
  disorder,
  heardIn,
  listening,
  moved,
  startWard,
  stopWards,
  type Ward,
  waitUntilHeard,
  writeObservations,
  writePatients,
} from './ward.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-events-'));
afterAll(async () => {
  await stopWards();
  rmSync(folder, { recursive: true, force: true });
});

const patients = ['a', 'b', 'c'] as const;
type Order = Record<(typeof patients)[number], string[]>;
const nothing = (): Order => ({ a: [], b: [], c: [] });
const allOf = (order: Order) => Object.values(order).flat();

/** Every patient's Observations at once, each patient's one after the other. */
function write(ward: Ward, round: string, count: number, order: Order): Promise<unknown> {
  const ids = (patient: string) => Array.from({ length: count }, (_, n) => `${patient}-${round}-${n}`);
  return Promise.all(patients.map((patient) => writeObservations(ward, patient, ids(patient), order[patient])));
}

test('killed between hearing and noting that it was heard: it is told again, and nothing is left out', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'killed');
  const order = nothing();
  const first = await startWard(data);
  await writePatients(first, patients);
  await write(first, 'one', 20, order);
  await waitUntilHeard(data, allOf(order));
  expect(await first.record.stop('SIGTERM')).toBe(0);
  const before = heardIn(data).length;
  expect(before).toBe(60);

  const second = await startWard(data, { DIES_AT: 'b-two-7' });
  await write(second, 'two', 40, order).catch(() => undefined);
  expect(await second.record.ended).toBe('SIGKILL');
  const third = await startWard(data);
  await write(third, 'three', 5, order);
  await waitUntilHeard(data, allOf(order));
  expect(heardIn(data).filter(({ id }) => id === 'b-two-7').length).toBeGreaterThan(1);
  expect(disorder(data, order)).toEqual([]);
  // What was settled before the clean stop is not told again.
  expect(heardIn(data).filter(({ id }) => id.includes('-one-'))).toHaveLength(60);
  const doctor = runBaseplate(['doctor'], { data, port: new URL(third.url).port, configuration: listening });
  await doctor.ended;
  expect(doctor.answered()).toContain('Deliveries: changes are told to listening.');
  expect(await third.record.stop('SIGTERM')).toBe(0);
});

test('of two processes one delivers, and when it is killed the other goes on without a gap', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'two');
  const order = nothing();
  const wards = [await startWard(data), await startWard(data)] as const;
  await writePatients(wards[0], patients);
  await write(wards[1], 'one', 20, order);
  await waitUntilHeard(data, allOf(order));
  const pids = new Set(heardIn(data).map(({ pid }) => pid));
  expect(pids.size).toBe(1);
  const [delivering, other] = pids.has(wards[0].record.child.pid ?? 0) ? wards : [wards[1], wards[0]];
  const writing = write(other, 'two', 60, order);
  await wait(150);
  await delivering.record.stop('SIGKILL');
  await writing;
  await waitUntilHeard(data, allOf(order));
  expect(disorder(data, order)).toEqual([]);
  expect(new Set(heardIn(data).map(({ pid }) => pid)).size).toBe(2);
  expect(await other.record.stop('SIGTERM')).toBe(0);
});

test('the record moves to another store and back amid deliveries: nothing is left out, and each patient’s order stands', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'moved');
  const order = nothing();
  const ward = await startWard(data);
  await writePatients(ward, patients);
  const port = new URL(ward.url).port;
  const run = async (...words: readonly string[]) => {
    const command = runBaseplate(words, { data, port, configuration: moved });
    expect(await command.ended, command.said()).toBe(0);
    return command.answered();
  };
  const first = write(ward, 'one', 100, order);
  await wait(300);
  expect(await run('apply')).toContain('Both stores were the same at the flip');
  await first;
  const second = write(ward, 'two', 100, order);
  await run('rollback');
  await second;
  await write(ward, 'three', 20, order);
  await waitUntilHeard(data, allOf(order));
  expect(allOf(order)).toHaveLength(660);
  expect(disorder(data, order)).toEqual([]);
  await run('apply', '--finish');
  await write(ward, 'four', 20, order);
  await waitUntilHeard(data, allOf(order));
  expect(disorder(data, order)).toEqual([]);
  expect(await run('deliveries')).toMatch(/listening hears of what it should\.\n {2}[\d,]+ taken/);
  expect(await ward.record.stop('SIGTERM')).toBe(0);
});
