import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createSqliteAuditLog } from '@baseplate-epr/audit-sqlite';
import type { AssemblyView, PlanView, RunView } from '@baseplate-epr/contracts';
import { afterAll, expect, test } from 'vitest';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';

const configuration = fileURLToPath(new URL('./__fixtures__/movable.config.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'baseplate-assembly-api-'));
const started: BaseplateProcess[] = [];
afterAll(async () => {
  await Promise.all(started.map((record) => record.stop('SIGTERM')));
  rmSync(folder, { recursive: true, force: true });
});

interface Script {
  readonly data: string;
  readonly record: BaseplateProcess;
  ask<Value>(path: string, body?: object): Promise<{ readonly status: number; readonly value: Value }>;
}

/** A record that is running, and a script that asks its API with a token. */
async function script(name: string, words: readonly string[] = ['--seed', '3'], scope?: string): Promise<Script> {
  const data = join(folder, name);
  const record = runBaseplate(['start', ...words], { data, configuration });
  started.push(record);
  const url = await record.ready;
  const narrowed = scope === undefined ? [] : ['--scope', scope];
  const port = new URL(url).port;
  const token = runBaseplate(['token', '--role', 'administrator', ...narrowed], { data, configuration, port });
  expect(await token.ended, token.said()).toBe(0);
  const authorization = `Bearer ${token.answered().trim()}`;
  return {
    data,
    record,
    async ask(path, body) {
      const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const answer = await fetch(`${url}/assembly${path}`, { ...sent, headers: { authorization } });
      return { status: answer.status, value: (await answer.json()) as never };
    },
  };
}

async function begin({ ask }: Script): Promise<RunView> {
  const { value: plan } = await ask<PlanView>('/plan');
  expect(plan).toMatchObject({ problems: [], moves: true });
  const { status, value } = await ask<RunView>('/apply', { plan: plan.digest });
  expect(status).toBe(202);
  return value;
}

/** A run once it has ended, and that stands in the audit. */
async function ended({ ask, data }: Script, id: string): Promise<RunView> {
  const isAudited = () => existsSync(join(data, 'assembly', 'runs', `${id}.audited`));
  for (;;) {
    const { value } = await ask<AssemblyView>('');
    const run = value.changes?.runs.find((one) => one.id === id);
    if (run !== undefined && run.state !== 'running' && isAudited()) return run;
    await wait(100);
  }
}

function names(data: string, file: string): void {
  writeFileSync(join(data, 'records-file'), file);
}

/** What stands in the audit about changes of the assembly. */
async function audited(data: string): Promise<readonly string[]> {
  const log = createSqliteAuditLog({ file: join(data, 'audit.db') });
  const quiet = () => undefined;
  await log.start({
    clock: { now: () => Date.now() },
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
  });
  const { entries } = await log.read({ agent: 'administrator', limit: 1000 });
  await log.stop();
  return entries.flatMap((entry) =>
    entry.action.startsWith('assembly-') ? [`${entry.agent.display} ${entry.action} ${entry.outcome}`] : [],
  );
}

test('a run whose process is killed is told as lost, one at a time is taken, and another goes on where it stood', {
  timeout: 300_000,
}, async () => {
  const asked = await script('killed');
  names(asked.data, 'second.db');
  const { id } = await begin(asked);
  const other = await asked.ask('/rollback', { seen: 'anything' });
  expect(other).toMatchObject({ status: 409, value: { error: { code: 'precondition-failed' } } });
  const { pid } = JSON.parse(await readFile(join(asked.data, 'assembly', 'runs', `${id}.json`), 'utf8'));
  process.kill(pid, 'SIGKILL');
  expect(await ended(asked, id)).toMatchObject({ state: 'lost', by: 'Owen Price' });
  const again = await ended(asked, (await begin(asked)).id);
  expect(again).toMatchObject({
    state: 'done',
    said: [expect.stringContaining('versions were taken over'), '', ''].map((one) => one || expect.any(String)),
  });
  const { value } = await asked.ask<AssemblyView>('');
  expect(value.bricks.find(({ place }) => place === 'data.records')?.keeps).toMatch(/second\.db$/);
  expect(value.storage).toHaveLength(1);
  const wrong = await asked.ask<RunView>('/rollback', { seen: 'something else' });
  expect(await ended(asked, wrong.value.id)).toMatchObject({
    state: 'failed',
    said: [expect.stringContaining('nothing was done')],
  });
  const back = await asked.ask<RunView>('/rollback', { seen: value.changes?.seen });
  expect(await ended(asked, back.value.id)).toMatchObject({ state: 'done' });
  await asked.record.stop('SIGTERM');
  const told = await audited(asked.data);
  for (const words of [
    'assembly-apply unknown',
    'assembly-apply success',
    'assembly-rollback failure',
    'assembly-rollback success',
  ])
    expect(told).toContain(`Owen Price ${words}`);
});

test('a run outlives the process that was asked for it, and the next one writes into the audit how it ended', {
  timeout: 300_000,
}, async () => {
  const asked = await script('outlived');
  names(asked.data, 'second.db');
  const { id } = await begin(asked);
  // The end is waited for until nobody holds its output any more, the run included.
  await asked.record.stop('SIGKILL');
  expect((await audited(asked.data)).filter((words) => words.endsWith('success'))).toEqual([]);
  const after = await script('outlived', []);
  expect(await ended(after, id)).toMatchObject({ state: 'done' });
  const { value } = await after.ask<AssemblyView>('');
  expect(value.bricks.find(({ place }) => place === 'data.records')?.keeps).toMatch(/second\.db$/);
  await after.record.stop('SIGTERM');
  expect(await audited(after.data)).toContain('Owen Price assembly-apply success');
});

test('a token narrowed to looking changes nothing, and its try stands in the audit', { timeout: 120_000 }, async () => {
  const asked = await script('narrowed', [], 'assembly.read');
  expect((await asked.ask('')).status).toBe(200);
  for (const [path, body] of [
    ['/plan', undefined],
    ['/apply', { plan: '' }],
    ['/stop', {}],
  ] as const)
    expect(await asked.ask(path, body)).toMatchObject({ status: 403, value: { error: { code: 'access-refused' } } });
  await asked.record.stop('SIGTERM');
  expect(await audited(asked.data)).toEqual(Array.from({ length: 3 }, () => 'Owen Price assembly-access failure'));
});
