import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModuleReference } from '@baseplate-epr/contracts';
import { afterAll, expect, test } from 'vitest';
import { firstEntry } from '../../__fixtures__/ledger-entries.ts';
import { reference } from '../../__fixtures__/modules.ts';
import { greeter, running } from '../../__fixtures__/swapped-services.ts';
import { context } from '../../__fixtures__/switched-records.ts';
import { openApplied } from '../../applied/open-applied.ts';
import type { AssemblyConfiguration } from '../../configuration/assembly-configuration.ts';
import { planAssembly } from '../plan-assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-plan-services-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shell = reference('digital-service', 'shell');
const first = greeter({ says: 'first', scopes: ['user/Patient.rs'] });

async function planned(name: string, services: readonly ModuleReference<'digital-service'>[], more = {}) {
  const { records, documents, audit, state } = firstEntry.data;
  const applied: AssemblyConfiguration = {
    ...firstEntry.others,
    ledger: { directory: join(folder, name) },
    data: {
      records: records.reference,
      documents: documents.reference,
      audit: audit.reference,
      state: state.reference,
    } as AssemblyConfiguration['data'],
    services: [shell, first],
  };
  await openApplied(applied, join(folder, name), context, true);
  const plan = await planAssembly({ configuration: { ...applied, services, ...more }, context });
  expect(running).toEqual([]);
  return plan;
}

test('the same services in another order, or as they are, need no step', async () => {
  expect(await planned('same', [first, shell])).toEqual({ steps: [], problems: [] });
});

test('a new version says what it asks for in addition, a new supplier what it cannot see', async () => {
  const wider = greeter({ says: 'second', scopes: ['user/Patient.crus', 'user/Observation.rs'] }, '@other/greeter');
  const { steps, problems } = await planned('wider', [shell, wider]);
  expect(problems).toEqual([]);
  expect(steps).toMatchObject([
    {
      kind: 'services',
      changes: [
        {
          from: { name: 'greeter', reference: first, runs: 'inline' },
          to: { name: 'greeter', reference: wider, scopes: ['user/Patient.crus', 'user/Observation.rs'] },
          newScopes: ['user/Patient.crus', 'user/Observation.rs'],
          risks: [expect.stringContaining('out of reach'), expect.stringContaining('stays in their memory')],
        },
      ],
    },
  ]);
});

test('added and removed services, and another user interface, are told apart', async () => {
  const face = greeter({ name: 'face', says: 'face', userInterface: true });
  const { steps, problems } = await planned('parts', [face, greeter({ name: 'added', says: 'added' })]);
  expect(problems).toEqual([]);
  const [step] = steps;
  const changes = step?.kind === 'services' ? step.changes : [];
  expect(changes.map(({ from, to }) => [from?.name, to?.name])).toEqual([
    ['shell', 'face'],
    [undefined, 'added'],
    ['greeter', undefined],
  ]);
});

test('what services may do by themselves changes with them', async () => {
  const grants = { greeter: ['system/Observation.rs'] };
  const asking = greeter({ says: 'first', scopes: ['user/Patient.rs', 'system/Observation.rs'] });
  const { steps } = await planned('grants', [shell, asking], { grants });
  expect(steps).toMatchObject([{ kind: 'services', from: { references: [shell, first] }, to: { grants } }]);
});

test('everything that is wrong with them is told at once, and nothing is left running', async () => {
  const gone = { ...reference('digital-service', 'good'), module: 'file:///nowhere/at-all.js' };
  const later = { ...reference('digital-service', 'slow'), contractVersion: 9 };
  const { problems } = await planned('wrong', [
    shell,
    greeter({ name: 'face', says: 'face', userInterface: true }),
    greeter({ says: 'dead', broken: true }),
    greeter({ says: 'twice', scopes: ['everything'] }),
    reference('digital-service', 'needy'),
    gone,
    later,
  ]);
  for (const words of [
    /good: @example\/good cannot be loaded/,
    /slow: @example\/slow implements version 9/,
    /shell and face are all user interfaces/,
    /greeter is there twice/,
    /greeter asks for "everything"/,
    /needy requires a record-store that can do multipleProcesses/,
    /greeter: dead cannot start/,
  ])
    expect(problems).toContainEqual(expect.stringMatching(words));
});

test('an assembly without a user interface is refused', async () => {
  expect((await planned('faceless', [first])).problems).toEqual([
    expect.stringContaining('none of them is a user interface'),
  ]);
});
