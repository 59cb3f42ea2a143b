import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { digitalServiceKit, judgingKit } from '@baseplate-epr/conformance';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InterfaceFault } from './__fixtures__/planted-interfaces.ts';
import type { ServiceFault } from './__fixtures__/planted-services.ts';
import { type OpenWorld, openWorld } from './world/open-world.ts';

let world: OpenWorld;
beforeAll(async () => {
  world = await openWorld((size) => new Uint8Array(randomBytes(size)));
}, 120_000);
afterAll(() => world.close());

/** The cases that fail; of all of them, or of the one named. */
async function failuresOf(
  fault: ServiceFault | InterfaceFault,
  only?: string,
  what = 'Service',
): Promise<readonly string[]> {
  const factory = `createPlanted${what}`;
  const kit = digitalServiceKit(world);
  const cases = kit.cases.filter(({ name }) => only === undefined || name === only);
  expect(cases.length).toBeGreaterThan(0);
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const entry = `./src/conform/__fixtures__/planted-${what.toLowerCase()}s.ts`;
  const judged = { root, name: 'planted', entry, factory };
  const { report } = await judgingKit({ ...kit, cases }).run({ judged, options: { fault }, environment: {} });
  return report.results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
}

test('a service that does everything right passes', async () => {
  expect(await failuresOf('none')).toEqual([]);
}, 120_000);

test.each<[ServiceFault, string]>([
  ['slow', 'fragments: each answers for every patient, within its time budget'],
  ['leaking', 'record: nothing of a patient is logged or printed, whatever happens'],
  ['roaming', 'record: keeps within its scopes and within /fhir'],
  ['trusting', 'fragments: what people wrote is shown as text, never taken for markup'],
  ['silent', 'record: a part of it that fails is never shown as a part where there is nothing'],
  ['scripted', 'fragments: the composer takes nothing away from them'],
  ['greedy', 'manifest: asks for SMART v2 scopes, and for no more than types by name'],
  [
    'crossing',
    'fragments: of a patient who is not there, it answers so that it can be shown, in time and with nobody else’s chart',
  ],
  [
    'startled',
    'fragments: of a patient who is not there, it answers so that it can be shown, in time and with nobody else’s chart',
  ],
  ['hanging', 'record: one that fails is never shown as one that is empty'],
  ['uninvited', 'manifest: asks to read by itself whatever it subscribes to'],
  ['unheeding', 'events: what it subscribes to is looked into, or kept, before it is taken'],
  ['wide', 'record: a panel searches for its own patient, or for what it has read of that patient'],
  ['unstruck', 'record: what was entered in error is never shown as if it counted'],
  ['unsigned', 'forms: each leads to its service and carries the fields that it was given'],
  ['deaf', 'forms: each is taken, or comes back with what was entered'],
  ['wiping', 'forms: each is taken, or comes back with what was entered'],
  ['pretending', 'forms: one that is told as saved has written'],
  ['optimistic', 'forms: one that could not be written is never told as saved'],
  ['doubling', 'forms: one that is sent twice writes once'],
  ['overreaching', 'assets: a style sheet of panels can be kept within them'],
  ['bare', 'assets: every declared file is there, for whoever asks'],
  ['refusing', 'events: each is taken, within 10 s and within the scopes that the service has by itself'],
  ['repeating', 'events: one that is told twice makes nothing the second time'],
  ['forgetful', 'events: one that a failing record kept it from dealing with is not taken'],
  ['brittle', 'events: one about what is gone by now is taken'],
  ['chattering', 'events: nothing of a patient is logged or printed over them, whatever happens'],
  ['unlabelled', 'accessibility: axe finds no breach of WCAG 2.2 AA in any fragment, nor in the pages it links to'],
  [
    'unlabelled on its own page',
    'accessibility: axe finds no breach of WCAG 2.2 AA in any fragment, nor in the pages it links to',
  ],
  [
    'unlabelled behind a link',
    'accessibility: axe finds no breach of WCAG 2.2 AA in any fragment, nor in the pages it links to',
  ],
])(
  'a service that is %s fails',
  async (fault, name) => {
    expect(await failuresOf(fault, name)).toEqual([name]);
  },
  300_000,
);

const whole =
  'interface: every page that its links lead to is there, without script or style in the page, and names nobody in an address';
const axe = 'interface: axe finds no breach of WCAG 2.2 AA on the pages that its links lead to';
const written = 'interface: nothing of a patient is logged over these pages, and what people wrote is text on each';

test('a user interface that does everything right passes', async () => {
  expect(await failuresOf('none', undefined, 'Interface')).toEqual([]);
}, 300_000);

test.each<[InterfaceFault, string]>([
  ['unlabelled in a form', axe],
  ['scripted on the chart', whole],
  ['telling in a link', whole],
  ['leading nowhere', whole],
  ['logging on the chart', written],
  ['trusting on the chart', written],
])(
  'a user interface that is %s fails',
  async (fault, name) => {
    expect(await failuresOf(fault, name, 'Interface')).toEqual([name]);
    // Its first page is as it should be: what is wrong is found behind the links alone.
    expect(await failuresOf('none', name, 'Interface')).toEqual([]);
  },
  300_000,
);
