import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModuleContext, RecordStore } from '@baseplate-epr/contracts';
import {
  compareCurrent,
  compareRecords,
  copyCurrent,
  currentLoss,
  gatherReconciliation,
  reconciliationPage,
  reconciliationReport,
  recordEntries,
  type VersionMapping,
} from '@baseplate-epr/record';
import { createFhirRecordStore } from '@baseplate-epr/records-fhir';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';
import { createSqliteStateStore } from '@baseplate-epr/state-sqlite';
import { afterAll, expect, test } from 'vitest';
import { send, systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-fhir-change-over-'));
const running: { process?: BaseplateProcess; stores: RecordStore[] } = { stores: [] };
const context: ModuleContext = {
  clock: { now: () => Date.now() },
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  randomBytes: (size) => randomBytes(size),
};

afterAll(async () => {
  for (const store of running.stores) await store.stop();
  await running.process?.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

test('a record on SQLite goes over to another FHIR server: what is current is the same, and the report names what is lost', {
  timeout: 180_000,
}, async () => {
  const data = join(folder, 'source');
  await liveFor(data);
  const target = runBaseplate(['start'], { data: join(folder, 'target') });
  running.process = target;
  const url = await target.ready;
  process.env.FHIR_CHANGE_OVER_TOKEN = await systemToken(join(folder, 'target'), url);

  const from = createSqliteRecordStore({ file: join(data, 'records.db') });
  const options = { url: `${url}/fhir`, token: { secret: 'FHIR_CHANGE_OVER_TOKEN' } };
  const to = createFhirRecordStore(options);
  const state = createSqliteStateStore({ file: join(data, 'state.db') });
  for (const store of [from, to, state]) await store.start(context);
  running.stores.push(from, to);
  const entries = await recordEntries({ stores: { records: from, state }, context, baseUrl: 'http://127.0.0.1/fhir' });
  const mapped: VersionMapping[] = [];
  const copied = await copyCurrent({
    from,
    to,
    epoch: 1,
    generation: entries.generation(),
    entriesOf: (version) => entries.entriesOf(version),
    limit: 7,
    onPage: (page) => void mapped.push(...page.mapped),
  });
  await state.stop();
  expect(copied).toMatchObject({ versions: 33, mapped: 19, earlier: 14, rejected: 0 });
  expect(mapped).toContainEqual({ type: 'Patient', id: 'p1', from: '2', to: '1' });

  // A process of its own sees the same, by an index that it computes itself.
  const opened = createFhirRecordStore(options);
  await opened.start(context);
  running.stores.push(opened);
  const current = await compareCurrent({ left: from, right: opened });
  expect(current).toMatchObject({ same: true, resources: { left: 19, right: 19 } });
  const where = { kind: 'compartment', type: 'Patient', ids: ['p1'] } as const;
  for (const store of [from, opened]) expect((await store.search({ types: [], where, count: 0 })).total).toBe(2);

  const sides = { left: 'the SQLite file', right: 'the FHIR server' };
  const { verbatimHistory } = opened.capabilities;
  const told = currentLoss(copied, { source: sides.left, target: sides.right, verbatimHistory });
  const gathered = await gatherReconciliation({ left: from, right: opened, clock: context.clock, random: () => 0.5 });
  // Histories differ by what is lost, which is told; what is current is compared resource by resource.
  const versions = await compareRecords({ left: from, right: opened });
  const report = reconciliationReport({
    at: Date.now(),
    sides,
    records: { ...versions, ...current },
    gathered,
    ...told,
  });
  const lost = report.differences.filter(({ kind }) => kind === 'lost');
  expect(lost.map(({ words }) => words)).toEqual([
    expect.stringMatching(/^14 earlier versions are not in the FHIR server; they stay readable in the SQLite file/),
    expect.stringContaining('19 versions'),
  ]);
  expect(report.differences).toHaveLength(lost.length);
  expect(lost.every(({ explainable, explanation }) => explainable && explanation === undefined)).toBe(true);
  expect(reconciliationPage(report)).toContain('14 earlier versions');
  // The old history stays readable where it was.
  expect((await from.history({ scope: { type: 'Patient', id: 'p1' }, count: 10 })).total).toBe(2);
});

/** Ten patients with an observation each; all renamed, one deleted with what was measured. */
async function liveFor(data: string): Promise<void> {
  const source = runBaseplate(['start'], { data });
  try {
    const url = await source.ready;
    const token = await systemToken(data, url);
    const put = async (type: string, id: string, content: string) => {
      const body = `{"resourceType":"${type}","id":"${id}",${content}}`;
      const { status } = await send(url, token, `/${type}/${id}`, body, 'PUT');
      expect(status).toBeLessThan(300);
    };
    for (let n = 0; n < 10; n += 1) {
      await put('Patient', `p${n}`, `"name":[{"family":"Before${n}"}]`);
      const value = `"subject":{"reference":"Patient/p${n}"},"valueQuantity":{"value":1.${n}0,"unit":"mg"}`;
      await put('Observation', `o${n}`, `"status":"final","code":{"text":"dose"},${value}`);
      await put('Patient', `p${n}`, `"name":[{"family":"After${n}"}]`);
    }
    for (const name of ['Observation/o0', 'Patient/p0']) {
      expect((await send(url, token, `/${name}`, '', 'DELETE')).status).toBe(204);
    }
    await put('Patient', 'p0', '"name":[{"family":"Again"}]');
  } finally {
    await source.stop('SIGTERM');
  }
}
