import { isBaseplateError } from '@baseplate-epr/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './read-json.ts';

function faultOf(text: string, limits?: { maxDepth?: number; maxLength?: number }) {
  try {
    readJson(text, limits);
  } catch (error) {
    if (isBaseplateError(error)) return { code: error.code, message: error.message, ...error.details };
    throw error;
  }
  throw new Error('was accepted');
}

describe('readJson', () => {
  it('reads what JSON.parse reads, whatever the white space', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, '\t', '\r\n  '), (text, indent) => {
        const value: unknown = JSON.parse(text);
        // An object literal cannot hold `__proto__`, and `-0` compares apart from `0`; both have tests of their own.
        fc.pre(!text.includes('__proto__') && !/-0\b/.test(text));
        const indented = JSON.stringify(value, null, indent);
        fc.pre(!/\\(u00[01]|b|f)/.test(indented));
        expect(JSON.stringify(readJson(` ${indented}\n`).value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('agrees with JSON.parse on which damaged texts are JSON', () => {
    const damage = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', ']', '0', '-', '.', 'e', '\\', ':'),
    );
    fc.assert(
      fc.property(damage, ([text, place, inserted]) => {
        const at = place % (text.length + 1);
        const damaged = text.slice(0, at) + inserted + text.slice(at + 1);
        const accepted = accepts(() => readJson(damaged));
        const expected = accepts(() => JSON.parse(damaged));
        if (accepted) expect(expected).toBe(true);
        else if (expected)
          expect(faultOf(damaged)).toHaveProperty('fault', expect.stringMatching(/duplicate|control|surrogate|range/));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the digits that Number loses, and only those', () => {
    const reading = readJson('{"a":1.00,"b":[1e3,-0,12345678901234567890,1.5,7],"c":0.10}');
    const root = reading.value as { b: number[] };
    expect(reading.digits.get(root)).toEqual(
      new Map([
        ['a', '1.00'],
        ['c', '0.10'],
      ]),
    );
    expect(reading.digits.get(root.b)).toEqual(
      new Map([
        [0, '1e3'],
        [1, '-0'],
        [2, '12345678901234567890'],
      ]),
    );
    expect(root.b).toEqual([1000, -0, 12345678901234567000, 1.5, 7]);
  });

  it('makes plain keys of __proto__ and constructor', () => {
    const value = readJson('{"__proto__":{"polluted":true},"constructor":1,"a":{}}').value as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'a']);
    expect(value.polluted).toBeUndefined();
    expect('toString' in value).toBe(false);
    expect('constructor' in (value.a as object)).toBe(false);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('remembers where resources stand', () => {
    const text = '{ "resourceType":"Bundle","entry":[{"resource": {"resourceType":"Basic"} }]}';
    const spans = [...readJson(text).spans.values()].map((span) => text.slice(span.start, span.end));
    expect(spans).toEqual(['{"resourceType":"Basic"}', text]);
  });

  it.each([
    ['{"name":[{"family":"Q","family":"R"}]}', 'duplicate-key', 'name[0].family', 1, 24],
    ['{"a":1,"\\u0061":2}', 'duplicate-key', '?', 1, 8],
    ['{\n "name": [\n  {"given": ["Q" "R"]}]}', 'unexpected-character', 'name[0].given[0]', 3, 18],
    ['{"a":', 'unexpected-end', 'a', 1, 6],
    ['{"a":"Q', 'unexpected-end', 'a', 1, 8],
    ['', 'unexpected-end', '', 1, 1],
    ['{"a":1}}', 'trailing-text', '', 1, 8],
    ['{"a":1,}', 'unexpected-character', '', 1, 8],
    ['[1,]', 'unexpected-character', '[1]', 1, 4],
    ['{"a":01}', 'invalid-number', 'a', 1, 6],
    ['{"a":-}', 'invalid-number', 'a', 1, 6],
    ['{"a":1.}', 'invalid-number', 'a', 1, 6],
    ['{"a":1e999}', 'number-out-of-range', 'a', 1, 6],
    ['{"a":tru}', 'unexpected-character', 'a', 1, 6],
    ['{"a":"\\x"}', 'invalid-escape', 'a', 1, 7],
    ['{"a":"\\u00g0"}', 'invalid-escape', 'a', 1, 7],
    ['{"a":"\\u0000"}', 'control-character', 'a', 1, 7],
    ['{"a":"\\b"}', 'control-character', 'a', 1, 7],
    ['{"a":"\n"}', 'control-character', 'a', 1, 7],
    ['{"a":"\\ud800"}', 'lone-surrogate', 'a', 1, 7],
    ['{"a":"\\udc00\\ud800"}', 'lone-surrogate', 'a', 1, 7],
    ['{"a":"\ud800"}', 'lone-surrogate', 'a', 1, 7],
  ])('refuses %j as %s and says where', (text, fault, path, line, column) => {
    expect(faultOf(text)).toMatchObject({ code: 'input-invalid', fault, path, line, column });
  });

  it('never quotes the content', () => {
    expect(JSON.stringify(faultOf('{"name":{"Mary Smith 999 000 0000":"Mary", "family":"Smith",}}'))).not.toMatch(
      /Mary|Smith|999/,
    );
    expect(faultOf('{"Mary Smith":{"a":Mary}}')).toHaveProperty('path', '?.a');
  });

  it('accepts pairs of surrogates, raw and escaped', () => {
    expect(readJson('["😀","\\ud83d\\ude00","\\/\\t"]').value).toEqual(['😀', '😀', '/\t']);
  });

  it('keeps to its limits', () => {
    expect(readJson(`${'['.repeat(64)}${']'.repeat(64)}`).value).toHaveLength(1);
    expect(faultOf('['.repeat(65))).toMatchObject({ code: 'limit-exceeded', limit: 'depth', maximum: 64, column: 65 });
    expect(faultOf('['.repeat(1e6), { maxDepth: 1e9 })).toMatchObject({ code: 'limit-exceeded', maximum: 512 });
    expect(faultOf('[1,2]', { maxLength: 4 })).toMatchObject({ code: 'limit-exceeded', limit: 'length', length: 5 });
  });
});

function accepts(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
