import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import { entryResource, type ParsedResource, parseResource } from './parsed-resource.ts';
import { entryDepth, type SplitBundle, splitBundle } from './split-bundle.ts';

const limits = { maxDepth: 64, maxEntries: 100 };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const splitText = (text: string) => splitBundle(bytesOf(text), limits);

const bundle =
  '{"resourceType":"Bundle", "type":"transaction","entry":[ {"fullUrl":"urn:uuid:1","resource": {"resourceType":"Basic","a":"}]\\"{ ń 10⁹","n":1.00} , "request":{"method":"PUT","url":"Basic/1"}},{"request":{"method":"PUT","url":"Basic/2"},"resource":{"resourceType":"Basic","contained":[{"resource":{"entry":[{"resource":{}}]}}]}}]}';

/** The resources of a Bundle that was taken apart, each read by itself; undefined if one cannot be. */
function readEach(split: SplitBundle): readonly ParsedResource[] | undefined {
  try {
    return split.entries.map((_, index) => parseResource(split.textOf(index), { maxDepth: 64 - entryDepth }));
  } catch {
    return undefined;
  }
}

describe('splitBundle', () => {
  it('gives each resource as it stands in the Bundle, and the Bundle without them', () => {
    const whole = parseResource(bundle);
    const split = splitText(bundle);
    expect(split?.entries).toHaveLength(2);
    for (const index of [0, 1]) expect(split?.textOf(index)).toBe(entryResource(whole, index)?.text);
    expect(split?.bundle).toEqual({ ...whole.resource, entry: split?.entries });
    expect(split?.entries[0]).toEqual({
      fullUrl: 'urn:uuid:1',
      resource: 0,
      request: { method: 'PUT', url: 'Basic/1' },
    });
    expect(splitBundle(bytesOf(`\u{feff}${bundle}`), limits)?.textOf(0)).toBe(split?.textOf(0));
  });

  it('takes nothing apart that has to be read whole', () => {
    const refused = [
      '',
      '[]',
      '{"entry":{}}',
      '{"entry":[{"request":{}}]}',
      '{"entry":[{"resource":0}]}',
      '{"entry":[{"resource":{},"resource":{}}]}',
      '{"entry":[{"resource":{}}],"entry":[{"resource":{}}]}',
      '{"entry":[{"resource":1},{"resource":{}}]}',
      '{"entry":[{"resource":{}},{"resource":0}]}',
      '{"entry":[{"resource":{}}]} x',
      '{"entry":[{"resource":{}}',
      '{"entry":[{"resource":{}}]',
      '{"\\u0065ntry":[{"resource":{}}]}',
      '{"entry":[{"r\\u0065source":{}}]}',
      '{"entry":[{"resource":{}},]}',
      '{"entry":[{"resource":{}} {"resource":{}}]}',
      '{"entry":[{"resource":{},}]}',
      '{"x":{"entry":[{"resource":{}}]}}',
    ];
    for (const text of refused) expect(splitText(text), text).toBeUndefined();
    expect(splitBundle(new Uint8Array([...bytesOf('{"entry":[{"resource":{},"a":"'), 0xff]), limits)).toBeUndefined();
    const broken = new Uint8Array([...bytesOf('{"entry":[{"resource":{"a":"'), 0xc3, 0x28, ...bytesOf('"}}]}')]);
    expect(() => splitBundle(broken, limits)?.textOf(0)).toThrow(TypeError);
  });

  it('means what the whole means, or is not to be read entry by entry, whatever was done to the bytes', () => {
    let apart = 0;
    const bytes = bytesOf(bundle);
    const pieces = ['{', '}', '[', ']', '"', ',', ':', '\\', '0', '"entry":[', '"resource":{}', ' ', '\u{0}', 'é'].map(
      bytesOf,
    );
    const change = fc.record({
      at: fc.nat(bytes.length),
      cut: fc.nat(3),
      piece: fc.constantFrom(...pieces, bytesOf('')),
    });
    const given = fc.array(change, { maxLength: 3 });
    fc.assert(
      fc.property(given, (changes) => {
        let changed: readonly number[] = [...bytes];
        for (const { at, cut, piece } of changes)
          changed = [...changed.slice(0, at), ...piece, ...changed.slice(at + cut)];
        const split = splitBundle(Uint8Array.from(changed), limits);
        const each = split === undefined ? undefined : readEach(split);
        if (split === undefined || each === undefined) return;
        apart += 1;
        const whole = parseResource(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(changed)), limits);
        expect(whole.resource).toEqual({
          ...split.bundle,
          entry: split.entries.map((entry, index) => put(entry, each[index])),
        });
        for (const [index, one] of each.entries()) {
          const same = entryResource(whole, index);
          if (same !== undefined) expect(one.text).toBe(same.text);
        }
      }),
      { numRuns: 3000 },
    );
    expect(apart).toBeGreaterThan(200);
  });

  it('does not go through a Bundle of more entries than are wanted', () => {
    const entries = (count: number) => bytesOf(`{"entry":[${Array(count).fill('{"resource":{}}').join()}]}`);
    expect(splitBundle(entries(100), limits)?.entries).toHaveLength(100);
    expect(splitBundle(entries(101), limits)).toBeUndefined();
    let looked = 0;
    const counting = new Proxy(entries(5000), {
      get(bytes, key) {
        looked += 1;
        const value: unknown = Reflect.get(bytes, key);
        return typeof value === 'function' ? value.bind(bytes) : value;
      },
    });
    expect(splitBundle(counting, limits)).toBeUndefined();
    expect(looked).toBeLessThan(5000);
  });

  it('allows a resource as deep as the whole does', () => {
    const nested = (depth: number) => `{"entry":[{"resource":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}]}`;
    for (const depth of [61, 62]) {
      const split = splitText(nested(depth));
      expect(split !== undefined && readEach(split) !== undefined).toBe(depth === 61);
      const whole = () => parseResource(nested(depth), limits);
      if (depth === 61) expect(isJsonObject(whole().resource)).toBe(true);
      else expect(whole).toThrow();
    }
  });
});

function put(entry: JsonObject, parsed: ParsedResource | undefined): JsonValue {
  return { ...entry, resource: parsed?.resource ?? null };
}
