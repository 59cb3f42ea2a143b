import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';
import { type CuttingProxy, cuttingProxy } from './cutting-proxy.ts';
import { acceptance, asker, missing } from './fhir-record.ts';
import { types } from './fhir-servers.ts';
import { newestEntry, startTrust, stopTrusts } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-cut-connection-'));
const target = fileURLToPath(new URL('./__fixtures__/small.fhir.config.ts', import.meta.url));
const keeperConfiguration = fileURLToPath(new URL('./__fixtures__/keeper.config.ts', import.meta.url));
const opened: { keeper?: BaseplateProcess; line?: CuttingProxy } = {};
afterAll(async () => {
  await stopTrusts();
  await opened.keeper?.stop('SIGTERM');
  await opened.line?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Our own record as another supplier's FHIR server, at the other end of a line that can be cut. */
async function serverBehindLine() {
  const line = await cuttingProxy();
  opened.line = line;
  const data = join(folder, 'keeper');
  const environment = { KEEPER_ORIGIN: line.origin };
  const keeper = runBaseplate(['start'], { data, configuration: keeperConfiguration, environment });
  opened.keeper = keeper;
  line.leadTo(Number(new URL(await keeper.ready).port));
  const token = await systemToken(data, line.origin, { configuration: keeperConfiguration, environment });
  return { line, token };
}

test('a line to a FHIR server that is cut in any phase of a move there costs nothing: it is said, and the next apply goes on', {
  timeout: 600_000,
}, async () => {
  const { line, token } = await serverBehindLine();
  const environment = { FHIR_BASE: `${line.origin}/fhir`, FHIR_TOKEN: token, FHIR_TYPES: types.join() };
  const data = join(folder, 'record');
  const trust = await startTrust({ data, databaseUrl: '', processes: 2, environment, target });
  const ask = await asker(trust, environment);
  const load = trust.load('first', 5, 10);
  await wait(3000);
  const over = () => newestEntry(data)?.changeOvers.records;
  const inForce = () => newestEntry(data)?.data.records.reference.package;

  /** Applies while the line is cut, so many bytes after a phase was reached, and mends it when the command has ended. */
  async function applyOverCutLine(phase: string | undefined, bytes: number) {
    const apply = trust.begin(['apply', ...acceptance]);
    while (phase !== undefined && apply.child.exitCode === null && over()?.phase !== phase) await wait(1);
    line.cutAfter(bytes);
    const code = await apply.ended;
    expect([phase, bytes, line.isCut()]).toEqual([phase, bytes, true]);
    line.mend();
    while (over()?.applier !== undefined) await wait(20);
    return { code, said: `${apply.answered()}\n${apply.said()}` };
  }

  for (const [phase, bytes] of [
    // The plan; what the processes that serve open; what the command reads and writes.
    [undefined, 1],
    [undefined, 150_000],
    ['copying', 400_000],
    ['following', 1],
    ['holding', 1],
    ['holding', 1500],
  ] as const) {
    const { code, said } = await applyOverCutLine(phase, bytes);
    expect([phase, bytes, code, inForce()], said).toEqual([phase, bytes, 1, '@baseplate-epr/records-sqlite']);
    expect(said).toContain('The FHIR server that keeps the record cannot be reached');
  }
  const applied = await trust.run(['apply', ...acceptance]);
  expect(applied.code, applied.said).toBe(0);
  const before = await load.stop();
  expect(before.failures).toEqual([]);
  expect(inForce()).toBe('@baseplate-epr/records-fhir');

  const after = trust.load('second', 5, 10);
  await wait(1000);
  line.cutAfter(700);
  while (!line.isCut()) await wait(1);
  await wait(1000);
  line.mend();
  await wait(2000);
  const { acknowledged, failures } = await after.stop();
  expect(failures.filter((failure) => !failure.includes(': 503 {'))).toEqual([]);
  expect(await missing(ask, [...before.acknowledged, ...acknowledged])).toEqual([]);
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
