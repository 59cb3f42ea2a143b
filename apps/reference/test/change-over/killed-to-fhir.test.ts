import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { transcript } from './evidence.ts';
import { acceptance, asker, led, missing } from './fhir-record.ts';
import { smallServer, types } from './fhir-servers.ts';
import { isBroken, killEverything } from './kill-everything.ts';
import { serversOfATest } from './servers-of-a-test.ts';
import { lostFrom, openSqlite } from './stores.ts';
import { killAmid, newestEntry, startTrust, type Trust } from './trust.ts';

const { folder, servers } = serversOfATest('killed-to-fhir');
const target = fileURLToPath(new URL('./__fixtures__/small.fhir.config.ts', import.meta.url));

/** A record that can be killed and started again, and everything that it has acknowledged. */
async function mortalRecord(name: string) {
  const server = await smallServer();
  servers.push(server);
  const data = join(folder, name);
  const seen = transcript(`killed-to-fhir-${name}`, data);
  const environment = { FHIR_BASE: server.url, FHIR_TOKEN: server.token, FHIR_TYPES: types.join() };
  const options = { data, databaseUrl: '', processes: 2, environment, target };
  let trust = await startTrust(options);
  const ask = await asker(trust, environment);
  const acknowledged = new Map<string, number>();
  const over = () => newestEntry(data)?.changeOvers.records;
  const inForce = () => newestEntry(data)?.data.records.reference.package;
  return {
    data,
    seen,
    acknowledged,
    over,
    inForce,
    trust: () => trust,
    apply: () => trust.begin(['apply', ...acceptance]),
    async again() {
      trust = await startTrust({ ...options, port: new URL(trust.url).port });
    },
    /** Until nobody leads the move any more. */
    async settled() {
      while (over()?.applier !== undefined) await wait(20);
    },
    /** Ends a load; what was not answered since its record was killed is all that may have failed. */
    async ended(load: ReturnType<Trust['load']>) {
      const { acknowledged: versions, failures, writes, reads } = await load.stop();
      for (const [key, version] of versions) acknowledged.set(key, version);
      expect(failures.filter((failure) => !isBroken(failure))).toEqual([]);
      seen.done(`${writes} writes and ${reads} reads were asked for; ${failures.length} met no record.`);
    },
    async isWhole() {
      expect(await missing(ask, [...acknowledged])).toEqual([]);
      seen.done(
        `${inForce()} is in force. Of ${acknowledged.size} resources every version that was acknowledged is there, once.`,
      );
    },
  };
}

test('the command and the record are killed in each phase of a move to a FHIR server: it resumes, and what was acknowledged is there once', {
  timeout: 300_000,
}, async () => {
  const record = await mortalRecord('together');
  const { data, seen, acknowledged, over, inForce, settled, ended } = record;
  const first = record.trust().load('first', 10, 10);
  await wait(1000);
  const copying = record.apply();
  while (over()?.applier === undefined) await wait(1);
  const phase = over()?.phase;
  await killEverything(record.trust().record, [copying]);
  await copying.ended;
  seen.done(`The record and the command that leads were killed (kill -9) while ${phase}.`);
  await ended(first);
  await record.again();
  await record.isWhole();

  const second = record.trust().load('second', 10, 10);
  for (const at of ['following', 'holding']) {
    expect(await killAmid(record.apply(), data, at), at).toBe(true);
    await settled();
    expect([at, inForce(), over()?.phase]).toEqual([at, '@baseplate-epr/records-sqlite', 'copying']);
    seen.done(`The command was killed while ${at}: writes go on in the old store.`);
  }
  expect(await killAmid(record.apply(), data, 'flipped')).toBe(true);
  await settled();
  expect([inForce(), over()?.phase]).toEqual(['@baseplate-epr/records-fhir', 'mirroring']);
  seen.done('The command was killed right after the flip: writes go on in the new store.');
  await wait(500);
  await killEverything(record.trust().record);
  seen.done('The record was killed while it was in the new store.');
  await ended(second);
  await record.again();
  await record.isWhole();

  const back = await led(record.trust(), ['rollback']);
  seen.said('baseplate rollback', back);
  expect(back.code, back.said).toBe(0);
  const sqlite = await openSqlite(data);
  expect(await lostFrom(sqlite, [...acknowledged])).toEqual([]);
  await sqlite.stop();
  seen.done('In the old store as well every version that was acknowledged is there, once.');
  seen.keep();
  expect(await record.trust().record.stop('SIGTERM')).toBe(0);
});

test('the record alone is killed in the middle of a move to a FHIR server: the command waits for nobody, and the record starts where it is', {
  timeout: 300_000,
}, async () => {
  const record = await mortalRecord('alone');
  const { seen, over, inForce, ended } = record;
  const load = record.trust().load('load', 10, 10);
  await wait(1000);
  const apply = record.apply();
  while (over()?.phase !== 'following') {
    expect(apply.child.exitCode, apply.said()).toBeNull();
    await wait(1);
  }
  await killEverything(record.trust().record);
  seen.done('All processes of the record were killed (kill -9) while the rest was followed; the command goes on.');
  const code = await apply.ended;
  seen.said('baseplate apply', { code, answered: apply.answered(), said: apply.said() });
  expect(code, apply.said()).toBe(0);
  await ended(load);
  await record.again();
  expect(inForce()).toBe('@baseplate-epr/records-fhir');
  await record.isWhole();
  const after = record.trust().load('load', 10, 10);
  await wait(1000);
  await ended(after);
  await record.isWhole();
  seen.keep();
  expect(await record.trust().record.stop('SIGTERM')).toBe(0);
});
