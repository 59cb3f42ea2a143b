import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import { parseResource } from '../json/parsed-resource.ts';
import { metaItemsMissing, metaSetsWith, metaSetsWithout } from './meta-set-changes.ts';
import { metaSetNames, metaSetsOf, metaTextOf } from './meta-sets.ts';
import { withMetaSets } from './with-meta-sets.ts';

const space = fc.constantFrom('', ' ', '\n  ');
const coding = fc
  .tuple(fc.constantFrom('"system":"urn:s",', '"system":"urn:t",', ''), fc.constantFrom('R', 'N', 'V'), space)
  .chain(([system, code, gap]) =>
    fc
      .constantFrom(
        '',
        ',"display":"one"',
        ',"version":"2","display":"tw\\u006f"',
        ',"extension":[{"valueDecimal":1.00}]',
      )
      .map((more) => `{${gap}${system}"code":"${code}"${more}}`),
  );
const codings = fc.array(coding, { maxLength: 4 }).filter(({ length }) => length > 0);
const profiles = fc.array(fc.constantFrom('"urn:p"', '"urn:q"', '"urn:r"'), { minLength: 1, maxLength: 3 });
const key = (name: string) => fc.constantFrom(`"${name}"`, `"\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}"`);

function member(name: string, items: fc.Arbitrary<readonly string[]>) {
  return fc.tuple(key(name), space, items).map(([written, gap, all]) => `${written}:${gap}[${all.join(`${gap},`)}]`);
}

const metaMembers = fc
  .tuple(
    fc.constant('"versionId":"3"'),
    member('security', codings),
    member('tag', codings),
    member('profile', profiles),
    fc.constant('"x":2.50'),
  )
  .chain((all) => fc.shuffledSubarray([...all]));
const meta = fc
  .tuple(key('meta'), space, metaMembers)
  .map(([name, gap, all]) => `${name}${gap}:{${all.join(` ,${gap}`)}}`);
const text = fc
  .tuple(fc.option(meta), fc.subarray(['"resourceType":"Basic"', '"id":"a"', '"n":1.10']))
  .chain(([one, others]) => {
    const members = [
      ...(one === null ? [] : [one]),
      '"contained":[{"resourceType":"Basic","meta":{"tag":[{"code":"T"}]}}]',
    ];
    return fc.shuffledSubarray([...members, ...others], { minLength: members.length + others.length });
  })
  .map((members) => `{${members.join(',\n')}}`);

function keyOf(value: JsonValue): string {
  return isJsonObject(value) ? `${value.system}|${value.code}` : String(value);
}

/** The keys of a set, found by reading the whole text. */
function keysIn(resource: string, name: string): readonly string[] {
  const read = parseResource(resource).resource.meta;
  const set = isJsonObject(read) ? read[name] : undefined;
  return Array.isArray(set) ? set.map(keyOf) : [];
}

/** A resource without its meta, to the digit. */
function rest(resource: string): string {
  const found = metaTextOf(resource);
  return found === undefined ? resource : resource.replace(found, '{}');
}

test('with what another one has: each once, its own first and as they were written, and every other byte stays', () => {
  fc.assert(
    fc.property(text, text, (own, other) => {
      const [sets, more] = [metaSetsOf(own), metaSetsOf(other)];
      const changed = metaSetsWith(sets, more);
      const made = changed === undefined ? own : withMetaSets(own, changed);
      for (const name of metaSetNames) {
        const expected = [...keysIn(own, name)];
        for (const one of keysIn(other, name)) if (!expected.includes(one)) expected.push(one);
        expect(keysIn(made, name)).toEqual(expected);
        for (const item of [...(sets[name] ?? []), ...(metaItemsMissing(sets, more)?.[name] ?? [])])
          expect(made).toContain(item.text);
      }
      expect(changed === undefined).toBe(made === own);
      if (metaTextOf(own) !== undefined) expect(rest(made)).toBe(rest(own));
      expect(made).toContain('"contained":[{"resourceType":"Basic","meta":{"tag":[{"code":"T"}]}}]');
      if (own.includes('"x":2.50')) expect(made).toContain('"x":2.50');
      if (own.includes('"n":1.10')) expect(made).toContain('"n":1.10');
    }),
  );
});

test('without what another one has: nothing of it is left, and nothing else is gone', () => {
  fc.assert(
    fc.property(text, text, (own, other) => {
      const changed = metaSetsWithout(metaSetsOf(own), metaSetsOf(other));
      const made = changed === undefined ? own : withMetaSets(own, changed);
      for (const name of metaSetNames) {
        const gone = keysIn(other, name);
        expect(keysIn(made, name)).toEqual(keysIn(own, name).filter((one) => !gone.includes(one)));
      }
      expect(rest(made)).toBe(rest(own));
      // FHIR knows no empty arrays.
      expect(made).not.toMatch(/\[\s*\]/);
    }),
  );
});

describe('metaSetsOf', () => {
  it('tells labels without a code apart by their words', () => {
    const sets = metaSetsOf('{"meta":{"tag":[{"display":"a"},{"display":"b"}]}}');
    expect(new Set(sets.tag?.map((item) => item.key)).size).toBe(2);
  });

  it('finds what is written with escapes', () => {
    const sets = metaSetsOf('{"meta":{"\\u0073ecurity":[{"code":"R"}]}}', ['security']);
    expect(sets.security?.map(({ text: item }) => item)).toEqual(['{"code":"R"}']);
  });

  it.each(['', '{"meta":{"tag":[{"code":"a"', '{"meta":{"tag":["a",\u0000]}}', '["tag"]'])(
    'ends with an error where the text was damaged: %j',
    (damaged) => {
      expect(() => [metaSetsOf(damaged), metaTextOf(damaged)]).toThrow();
      expect(() => withMetaSets(damaged, {})).toThrow();
    },
  );

  it.each(['{"meta":"security"}', '{"meta":{"security":"x"}}', '{"x":{"meta":{"tag":[{"code":"a"}]}}}', '{ }'])(
    'finds none in %s',
    (without) => {
      expect(metaSetsOf(without)).toEqual({});
    },
  );
});

describe('withMetaSets', () => {
  const sets = metaSetsOf('{"meta":{"tag":[{"code":"a"}]}}');
  it.each([
    [
      '{"x":1,"resourceType":"Basic","id":"b" ,"y":1.0}',
      '{"x":1,"resourceType":"Basic","id":"b","meta":{"tag":[{"code":"a"}]} ,"y":1.0}',
    ],
    ['{"id":"b","resourceType":"Basic"}', '{"id":"b","meta":{"tag":[{"code":"a"}]},"resourceType":"Basic"}'],
    ['{"resourceType":"Basic","x":1}', '{"resourceType":"Basic","meta":{"tag":[{"code":"a"}]},"x":1}'],
    [' {"x":1}', ' {"meta":{"tag":[{"code":"a"}]},"x":1}'],
    ['{ }', '{"meta":{"tag":[{"code":"a"}]} }'],
    ['{"meta":{ }}', '{"meta":{"tag":[{"code":"a"}]}}'],
  ])('puts a set into %s', (without, expected) => {
    expect(withMetaSets(without, sets)).toBe(expected);
  });
});
