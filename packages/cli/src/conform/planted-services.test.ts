import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { digitalServiceKit, judgingKit } from '@baseplate-epr/conformance';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServiceFault } from './__fixtures__/planted-services.ts';
import { type OpenWorld, openWorld } from './world/open-world.ts';

let world: OpenWorld;
beforeAll(async () => {
  world = await openWorld((size) => new Uint8Array(randomBytes(size)));
}, 60_000);
afterAll(() => world.close());

/** The cases that fail; of all of them, or of the one named. */
async function failuresOf(fault: ServiceFault, only?: string): Promise<readonly string[]> {
  const factory = 'createPlantedService';
  const kit = digitalServiceKit(world);
  const cases = kit.cases.filter(({ name }) => only === undefined || name === only);
  expect(cases.length).toBeGreaterThan(0);
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const entry = './src/conform/__fixtures__/planted-services.ts';
  const judged = { root, name: 'planted', entry, factory };
  const { report } = await judgingKit({ ...kit, cases }).run({ judged, options: { fault }, environment: {} });
  return report.results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
}

test('a service that does everything right passes', async () => {
  expect(await failuresOf('none')).toEqual([]);
}, 60_000);

test.each<[ServiceFault, string]>([
  ['slow', 'fragments: each answers for every patient, within its time budget'],
  ['leaking', 'record: nothing of a patient is logged or printed, whatever happens'],
  ['roaming', 'record: keeps within its scopes and within /fhir'],
  ['trusting', 'fragments: what people wrote is shown as text, never taken for markup'],
  ['silent', 'record: a part of it that fails is never shown as a part where there is nothing'],
  ['scripted', 'fragments: the composer takes nothing away from them'],
  ['greedy', 'manifest: asks for SMART v2 scopes, and for no more than types by name'],
  ['crossing', 'fragments: of a patient who is not there, it answers in time and with nobody else’s chart'],
  ['hanging', 'record: one that fails is never shown as one that is empty'],
])(
  'a service that is %s fails',
  async (fault, name) => {
    expect(await failuresOf(fault, name)).toEqual([name]);
  },
  120_000,
);
