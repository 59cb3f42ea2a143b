import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPatch } from './apply-patch.ts';
import { readJsonPatch } from './json-patch.ts';
import { patchFaultOf } from './patch-fault.ts';

function patched(document: string, patch: string): string {
  return applyPatch(document, readJsonPatch(patch), { now: 0, visits: 1_000_000 }).text;
}

function faultOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return patchFaultOf(error);
  }
  return 'none';
}

test.each([
  ['adds a member', '{"a":1}', '[{"op":"add","path":"/b","value":[true,null]}]', '{"a":1,"b":[true,null]}'],
  ['adds over a member', '{"a":1}', '[{"op":"add","path":"/a","value":2}]', '{"a":2}'],
  ['adds an item before another', '{"a":[1,3]}', '[{"op":"add","path":"/a/1","value":2}]', '{"a":[1,2,3]}'],
  ['adds an item at the end', '{"a":[1]}', '[{"op":"add","path":"/a/-","value":2}]', '{"a":[1,2]}'],
  ['adds an item by the length', '{"a":[1]}', '[{"op":"add","path":"/a/1","value":2}]', '{"a":[1,2]}'],
  ['adds an array as one item', '{"a":[1]}', '[{"op":"add","path":"/a/-","value":[2]}]', '{"a":[1,[2]]}'],
  ['removes a member', '{"a":1,"b":2}', '[{"op":"remove","path":"/a"}]', '{"b":2}'],
  ['removes an item', '{"a":[1,2,3]}', '[{"op":"remove","path":"/a/1"}]', '{"a":[1,3]}'],
  ['takes away what it empties', '{"a":[{"b":[1]}],"c":1}', '[{"op":"remove","path":"/a/0/b/0"}]', '{"c":1}'],
  ['leaves what came empty', '{"a":{},"b":1}', '[{"op":"remove","path":"/b"}]', '{"a":{}}'],
  ['replaces in place', '{"a":1,"b":2}', '[{"op":"replace","path":"/a","value":{"c":3}}]', '{"a":{"c":3},"b":2}'],
  ['replaces everything', '{"a":1}', '[{"op":"replace","path":"","value":{"b":2}}]', '{"b":2}'],
  [
    'moves a member',
    '{"a":{"b":1,"x":0},"c":{}}',
    '[{"op":"move","from":"/a/b","path":"/c/d"}]',
    '{"a":{"x":0},"c":{"d":1}}',
  ],
  ['moves an item', '{"a":[1,2,3,4]}', '[{"op":"move","from":"/a/1","path":"/a/3"}]', '{"a":[1,3,4,2]}'],
  ['moves nothing onto itself', '{"a":[1,2]}', '[{"op":"move","from":"/a/0","path":"/a/0"}]', '{"a":[1,2]}'],
  ['copies', '{"a":{"b":[1.0]}}', '[{"op":"copy","from":"/a","path":"/c"}]', '{"a":{"b":[1.0]},"c":{"b":[1.0]}}'],
  ['copies into itself', '{"a":{"b":1}}', '[{"op":"copy","from":"/a","path":"/a/c"}]', '{"a":{"b":1,"c":{"b":1}}}'],
  [
    'tests',
    '{"a":{"x":[1.00,"b"],"y":null}}',
    '[{"op":"test","path":"/a","value":{"y":null,"x":[1,"b"]}}]',
    '{"a":{"x":[1.00,"b"],"y":null}}',
  ],
  [
    'knows escapes',
    '{"a/b":1,"c~d":2,"~1":3}',
    '[{"op":"test","path":"/a~1b","value":1},{"op":"remove","path":"/c~0d"},{"op":"test","path":"/~01","value":3}]',
    '{"a/b":1,"~1":3}',
  ],
  ['knows empty keys', '{"":{"":1}}', '[{"op":"replace","path":"//","value":2}]', '{"":{"":2}}'],
  [
    'ignores members it does not know',
    '{"a":1}',
    '[{"op":"remove","path":"/a","xyz":1},{"op":"add","path":"/b","value":1,"from":"nowhere"}]',
    '{"b":1}',
  ],
  [
    'knows keys of Object',
    '{"a":1}',
    '[{"op":"add","path":"/__proto__","value":{"x":1}},{"op":"add","path":"/constructor","value":2}]',
    '{"a":1,"__proto__":{"x":1},"constructor":2}',
  ],
  ['does nothing', '{"a":1.50}', '[]', '{"a":1.50}'],
])('%s', (_, document, patch, expected) => {
  expect(patched(document, patch)).toBe(expected);
});

test.each([
  ['no array', '{}', 'malformed'],
  ['no object', '[1]', 'malformed'],
  ['no operation', '[{"path":"/a"}]', 'malformed'],
  ['an unknown operation', '[{"op":"delete","path":"/a"}]', 'malformed'],
  ['no path', '[{"op":"remove"}]', 'malformed'],
  ['no value', '[{"op":"add","path":"/b"}]', 'malformed'],
  ['no from', '[{"op":"move","path":"/b"}]', 'malformed'],
  ['a path that is no pointer', '[{"op":"remove","path":"a"}]', 'malformed'],
  ['a bad escape', '[{"op":"remove","path":"/~2"}]', 'malformed'],
  ['a member that is not there', '[{"op":"remove","path":"/x"}]', 'conflict'],
  ['a member of a member that is not there', '[{"op":"add","path":"/x/y","value":1}]', 'conflict'],
  ['a member of a string', '[{"op":"add","path":"/s/y","value":1}]', 'conflict'],
  ['something inherited', '[{"op":"test","path":"/toString","value":1}]', 'conflict'],
  ['an index beyond the end', '[{"op":"add","path":"/a/3","value":1}]', 'conflict'],
  ['an index with a leading zero', '[{"op":"add","path":"/a/01","value":1}]', 'conflict'],
  ['a negative index', '[{"op":"remove","path":"/a/-1"}]', 'conflict'],
  ['the end of an array as something that is there', '[{"op":"remove","path":"/a/-"}]', 'conflict'],
  ['another number', '[{"op":"test","path":"/n","value":1.01}]', 'conflict'],
  ['another type', '[{"op":"test","path":"/n","value":"1"}]', 'conflict'],
  ['another order', '[{"op":"test","path":"/a","value":[2,1]}]', 'conflict'],
  ['a member more', '[{"op":"test","path":"/o","value":{}}]', 'conflict'],
  [
    'a number that only Number takes for the same',
    '[{"op":"test","path":"/big","value":12345678901234567891}]',
    'conflict',
  ],
  ['a move into itself', '[{"op":"move","from":"/o","path":"/o/y"}]', 'unprocessable'],
  ['nothing left', '[{"op":"remove","path":""}]', 'unprocessable'],
  ['no object left', '[{"op":"replace","path":"","value":[1]}]', 'unprocessable'],
  [
    'copies of copies',
    JSON.stringify(Array.from({ length: 40 }, (_, index) => ({ op: 'copy', from: '/o', path: `/o/k${index}` }))),
    'unprocessable',
  ],
])('refuses %s', (_, patch, fault) => {
  const document = '{"a":[1,2],"s":"x","n":1.00,"o":{"x":1},"big":12345678901234567890}';
  expect(faultOf(() => patched(document, patch))).toBe(fault);
});

test('numbers are equal by value however they are written, and no two others are', () => {
  const test = (left: string, right: string) =>
    faultOf(() => patched(`{"a":${left}}`, `[{"op":"test","path":"/a","value":${right}}]`));
  for (const same of ['100', '1e2', '100.0', '1.00E+2', '0.1e3'])
    expect([same, test('100', same)]).toEqual([same, 'none']);
  for (const zero of ['0', '-0', '0.00', '0e9']) expect(test('0', zero)).toBe('none');
  for (const other of ['-100', '10', '1000', '100.000000000000000000001']) expect(test('100', other)).toBe('conflict');
});

test('digits travel with their numbers, whatever is moved about them', () => {
  const digits = ['1.00', '0.10', '1e3', '12345678901234567890.5', '7'];
  const step = fc.oneof(
    fc.record({ op: fc.constant('move'), from: fc.nat(4), to: fc.nat(4) }),
    fc.record({ op: fc.constant('copy'), from: fc.nat(4), to: fc.nat(4) }),
    fc.record({ op: fc.constant('remove'), from: fc.nat(4), to: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let model = [...digits];
      const operations: object[] = [];
      for (const { op, from, to } of steps) {
        const item = model[from];
        if (item === undefined) continue;
        const rest = op === 'copy' ? model : model.toSpliced(from, 1);
        if (to > rest.length) continue;
        operations.push(op === 'remove' ? { op, path: `/a/${from}` } : { op, from: `/a/${from}`, path: `/a/${to}` });
        model = op === 'remove' ? rest : rest.toSpliced(to, 0, item);
      }
      const expected = model.length === 0 ? '{"b":1}' : `{"a":[${model.join(',')}],"b":1}`;
      expect(patched(`{"a":[${digits.join(',')}],"b":1}`, JSON.stringify(operations))).toBe(expected);
    }),
  );
});

test('a patch says whether it changed anything, to the digit, and may be applied again', () => {
  const patch = readJsonPatch('[{"op":"replace","path":"/a","value":{"v":1.0}}]');
  expect(applyPatch('{"a":{"v":1.0}}', patch, { now: 0, visits: 1_000_000 })).toMatchObject({ changed: false });
  expect(applyPatch('{"a":{"v":1.00}}', patch, { now: 0, visits: 1_000_000 })).toMatchObject({
    changed: true,
    text: '{"a":{"v":1.0}}',
  });
  expect(applyPatch('{"a":1}', patch, { now: 0, visits: 1_000_000 })).toMatchObject({
    changed: true,
    text: '{"a":{"v":1.0}}',
  });
});

test('digits of many numbers cost little beside the numbers, added or copied', () => {
  const cost = (number: string) => {
    const numbers = `[${Array.from({ length: 8000 }, () => number).join(',')}]`;
    const copies = Array.from({ length: 3 }, (_, index) => ({ op: 'copy', from: '/x', path: `/x${index}` }));
    const patch = readJsonPatch(`[{"op":"add","path":"/x","value":${numbers}},${JSON.stringify(copies).slice(1)}`);
    const start = process.cpuUsage();
    expect(applyPatch('{"a":0}', patch, { now: 0, visits: 1_000_000 }).text.split(number)).toHaveLength(4 * 8000 + 1);
    return process.cpuUsage(start).user + 1000;
  };
  cost('7');
  // Measured: 1 to 6; with a copy of the digits for each number, 500 to 1,500.
  expect(cost('1.0') / cost('7')).toBeLessThan(100);
});
