import { expect, test } from 'vitest';
import { parseResource } from '../json/parsed-resource.ts';
import { applyPatch } from './apply-patch.ts';
import { readFhirPathPatch } from './fhirpath-patch.ts';
import { readJsonPatch } from './json-patch.ts';
import { patchFaultOf } from './patch-fault.ts';

function operation(parts: Readonly<Record<string, object>>): object {
  return { name: 'operation', part: Object.entries(parts).map(([name, value]) => ({ name, ...value })) };
}

const deleting = (path: string) => operation({ type: { valueCode: 'delete' }, path: { valueString: path } });
const moving = operation({
  type: { valueCode: 'move' },
  path: { valueString: 'Patient.identifier' },
  source: { valueInteger: 0 },
  destination: { valueInteger: 1 },
});
const adding = operation({
  type: { valueCode: 'add' },
  path: { valueString: 'Patient' },
  name: { valueString: 'contact' },
  value: { part: Array.from({ length: 1500 }, () => ({ name: 'telecom', valueContactPoint: { value: '1' } })) },
});

const identifier = Array.from({ length: 1000 }, (_, index) => ({ value: String(index) }));
const patient = JSON.stringify({ resourceType: 'Patient', identifier });
/** Criteria within one another, each of which doubles the text it is given. */
const doubling = (depth: number) =>
  `Patient.identifier.value${'.where(($this & $this)'.repeat(depth)}${')'.repeat(depth)}`;

function applying(operations: readonly object[], visits: number) {
  const parameters = JSON.stringify({ resourceType: 'Parameters', parameter: operations });
  const patch = readFhirPathPatch(parseResource(parameters));
  return () => applyPatch(patient, patch, { now: 0, visits });
}

function faultOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return patchFaultOf(error) ?? error;
  }
}

const criteria = Array.from({ length: 200 }, () => "value = 'x'").join(' or ');

test.each<[string, readonly object[]]>([
  ['descendants', Array(1000).fill(deleting('Patient.descendants().where(false)'))],
  ['lists', Array(1000).fill(deleting("Patient.identifier.where(value = 'x')"))],
  ['children', Array(1000).fill(deleting('Patient.children().children().skip(5000)'))],
  ['long criteria', Array(10).fill(deleting(`Patient.identifier.where(${criteria})`))],
  [
    'criteria on the way to nothing',
    Array(1000).fill(deleting('Patient.where(identifier.value.exists() = false).name')),
  ],
  ['steps', [deleting(`Patient.identifier${'.skip(0)'.repeat(1000)}.where(false)`)]],
  ['comparisons', Array(1000).fill(deleting('Patient.where($this != $this).name'))],
  ['texts that double', [deleting(doubling(40))]],
  ['moves', Array(1000).fill(moving)],
  ['parts', [adding]],
])('an operation cannot look at more than the patch may: %s', (_, operations) => {
  const started = process.cpuUsage();
  expect(faultOf(applying(operations, 1_000_000))).toBe('too-costly');
  // Measured: at most 0.7 s.
  expect(process.cpuUsage(started).user).toBeLessThan(20_000_000);
});

test('says which operation, and no more is applied', () => {
  const refused = applying([moving, moving, moving], 2100);
  expect(refused).toThrow('With Operation 2 (move) the patch looks at more than the 2100 elements accepted here.');
});

test('what is not too much is applied', () => {
  expect(applying(Array(900).fill(moving), 1_000_000)()).toMatchObject({ changed: false });
  expect(applying([deleting("Patient.identifier.where(value = '7')")], 10_000)()).toMatchObject({ changed: true });
});

test('what stands behind in an array counts as well, since it is moved with every insertion', () => {
  const name = Array.from({ length: 50_000 }, () => ({ text: 'a' }));
  const long = JSON.stringify({ resourceType: 'Patient', name });
  const moves = (count: number) =>
    readJsonPatch(JSON.stringify(Array(count).fill({ op: 'move', from: '/name/9', path: '/name/0' })));
  const moving = (count: number) => () => applyPatch(long, moves(count), { now: 0, visits: 1_000_000 });
  expect(moving(100)()).toMatchObject({ changed: false });
  expect(faultOf(moving(700))).toBe('too-costly');
});

test('so it is with the digits of a JSON Patch, which move with every insertion', () => {
  const value = `[${Array(10_000).fill('1.0').join(',')}]`;
  const insertions = Array(1000).fill('{"op":"add","path":"/x/0","value":1}');
  const patch = readJsonPatch(`[{"op":"add","path":"/x","value":${value}},${insertions.join(',')}]`);
  expect(faultOf(() => applyPatch(patient, patch, { now: 0, visits: 1_000_000 }))).toBe('too-costly');
});
