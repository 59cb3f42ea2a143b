import { getActiveResourcesInfo } from 'node:process';
import type { ServiceContext } from '@baseplate-epr/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHostileAssembly } from '../../__fixtures__/hostile/hostile-assembly.ts';
import { type InstalledHostile, installHostile } from '../../__fixtures__/hostile/install-hostile.ts';
import { systemContext } from '../../assembly/system-context.ts';
import { unasked } from '../../module/admission.ts';
import { loadService } from '../loaded-service.ts';
import { isolationOf } from './isolation-limits.ts';

let installed: InstalledHostile;

beforeAll(async () => {
  installed = await installHostile();
});
afterAll(() => installed.remove());

const refusalOf = async (...services: Parameters<typeof openHostileAssembly>) => {
  const error: unknown = await openHostileAssembly(...services).catch((reason: unknown) => reason);
  return (error as Error).message;
};

test('a service that cannot be loaded in its process is told with its own words, and nothing is left running', async () => {
  const children = () => getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length;
  const before = children();
  expect(await refusalOf([installed.reference('absent'), installed.reference('civil')])).toMatch(
    /@example\/hostile cannot be loaded in a program of its own \(It exports no function absent\.\)/,
  );
  expect(await refusalOf([installed.reference('unloadable')], { startTime: 500 })).toContain('within 500 ms');
  expect(await refusalOf([installed.reference('formless')])).toContain('gives no manifest');
  expect(await refusalOf([installed.reference('untitled', {}, 'process', 'deaf')])).toContain('gives no manifest');
  await expect.poll(children).toBe(before);
});

test('one that has ended is started again only once its package is the one that was admitted', async () => {
  let isSame = false;
  const readmit = async () => {
    if (!isSame) throw new Error('It has changed.');
  };
  const loading = { admission: { ...unasked, readmit }, limits: isolationOf({}) };
  const { service } = await loadService(installed.reference('exiting'), loading);
  const logged: string[] = [];
  const log = (message: string, fields?: object) => logged.push(`${message} ${JSON.stringify(fields)}`);
  await service.start({ ...systemContext(), logger: { info: log, warn: log, error: log } });
  const context = { signal: new AbortController().signal } as ServiceContext;
  await expect(service.fetch(new Request('http://service.invalid/'), context)).rejects.toThrow();
  await expect.poll(() => logged.join(), { timeout: 30_000 }).toContain('ended while it started');
  expect((await service.health()).status).toBe('fail');
  isSame = true;
  await expect.poll(async () => (await service.health()).status, { timeout: 30_000 }).toBe('pass');
  await service.stop();
}, 120_000);

test('a module that lies in no package is not run in a process that could read everything', async () => {
  const astray = { ...installed.reference('civil'), package: '@example/other' };
  expect(await refusalOf([astray])).toMatch(/may read its package and nothing else.*Or let it run inline/);
});
