import type { Health } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { Modules } from '../module/modules.ts';
import type { ServiceRunner } from '../service/service-runner.ts';
import { createServiceShelf } from '../service/service-shelf.ts';
import { assemblyHealth, healthAnswer } from './assembly-health.ts';

const well = { health: async (): Promise<Health> => ({ status: 'pass' }) };
const ill = { health: async (): Promise<Health> => ({ status: 'fail', reason: 'It is broken.' }) };
const reference = { package: 'example' };
const places = { server: well, identity: well, records: well, documents: well, audit: well, state: well };

function healthWith(
  panel: Pick<ServiceRunner, 'health'>,
  others: Partial<Record<keyof Modules, object>> = {},
  shell = well,
) {
  const runner = (name: string, { health }: Pick<ServiceRunner, 'health'>, userInterface: boolean) =>
    ({ manifest: { name, userInterface }, reference, health }) as ServiceRunner;
  const services = createServiceShelf([runner('shell', shell, true), runner('panel', panel, false)], {
    keep: async () => undefined,
    find: () => undefined,
  });
  const configuration = {
    hosting: { server: reference, identity: reference },
    data: { records: reference, documents: reference, audit: reference, state: reference },
  } as AssemblyConfiguration;
  return assemblyHealth(configuration, { ...places, ...others } as never, services);
}

test('a service that has failed takes no process out of use; a user interface does, and so does the record', async () => {
  const failed = await healthWith(ill);
  expect(failed.status).toBe('warn');
  expect(failed.modules).toContainEqual(expect.objectContaining({ place: 'services.panel', status: 'fail' }));
  expect(healthAnswer(failed).status).toBe(200);
  expect((await healthWith(well, { documents: ill })).status).toBe('warn');
  expect((await healthWith(well, {}, ill)).status).toBe('fail');
  expect(healthAnswer(await healthWith(well, { records: ill })).status).toBe(503);
});

test('who never says how it is keeps nobody waiting', async () => {
  const { status, modules } = await healthWith({ health: () => new Promise(() => {}) });
  expect(status).toBe('warn');
  expect(modules.at(-1)).toMatchObject({
    place: 'services.panel',
    status: 'fail',
    reason: 'It does not say how it is.',
  });
});
