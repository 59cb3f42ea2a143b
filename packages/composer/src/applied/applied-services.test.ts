import type { ModuleReference } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { reference } from '../__fixtures__/modules.ts';
import { differingPackages, isSameServices, located, serviceDifferences } from './applied-services.ts';

const here = reference('digital-service', 'good');
const gone = { ...here, module: 'file:///nowhere/1.0/index.js' };
const other = reference('digital-service', 'slow');

function differences(applied: readonly ModuleReference<'digital-service'>[], named: typeof applied, grants = {}) {
  const configuration = { ...firstEntry.others, data: {} as never, services: named, grants };
  return serviceDifferences(configuration, { services: { references: applied, since: 1 } });
}

test('what was applied is loaded from where it was, as long as that is there', () => {
  expect(located(here, [{ ...here, module: new URL('./same-store.ts', import.meta.url).href }])).toBe(here);
});

test('if its folder is gone, the same package is taken from where the configuration has it, if that is there', () => {
  expect(located(gone, [other, here])).toEqual(here);
  expect(located(gone, [other])).toBe(gone);
  expect(located(gone, [{ ...gone, module: 'file:///nowhere/2.0/index.js' }])).toBe(gone);
});

test('each way in which a configuration differs from what is in force is said', () => {
  expect(differences([here, other], [other, here])).toEqual([]);
  expect(differences([gone], [here])).toEqual([expect.stringContaining('from a folder that is gone')]);
  expect(differences([here], [])).toEqual([expect.stringContaining('does not name it')]);
  expect(differences([here], [{ ...here, options: { more: true } }])).toEqual([
    expect.stringContaining('gives it other settings'),
  ]);
  expect(differences([here], [{ ...here, module: 'file:///elsewhere.js' }])).toEqual([
    expect.stringContaining('names it in another folder'),
  ]);
  expect(differences([here], [here, other])).toEqual([expect.stringContaining('@example/slow, which is not in force')]);
  expect(differences([here], [here], { good: ['system/Patient.rs'] })).toEqual([expect.stringMatching(/^grants: /)]);
});

test('lists are the same in any order, and the packages that differ are named once', () => {
  const list = (...references: readonly ModuleReference<'digital-service'>[]) => ({ references });
  expect(isSameServices(list(here, other), list(other, here))).toBe(true);
  expect(isSameServices(list(here), { ...list(here), grants: { good: ['system/Patient.rs'] } })).toBe(false);
  expect(differingPackages(list(here, other), list(other, { ...here, options: { more: true } }))).toEqual([
    '@example/good',
  ]);
});
