import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import { type ParsedResource, parseResource } from '../json/parsed-resource.ts';
import { rewriteResource } from './rewrite-resource.ts';

const decimals = fc.constantFrom('1.00', '0.50', '7', '1e3');
const contained = fc
  .tuple(decimals, fc.constantFrom('', ' ', '\n  '))
  .map(([decimal, space]) => `{${space}"resourceType":"Basic","x":${decimal}}`);
const members = fc.shuffledSubarray([
  '"resourceType":"Observation"',
  '"id":"was"',
  '"meta":{"versionId":"7","size":2.50,"lastUpdated":"2001-01-01T00:00:00Z"}',
  '"root":1.10',
  '"subject":{"reference":"Patient/p"}',
]);
const text = fc
  .tuple(members, fc.array(contained, { maxLength: 2 }), decimals)
  .map(
    ([chosen, inside, decimal]) =>
      `{${[...chosen, `"valueQuantity":{"value":${decimal}}`, ...(inside.length > 0 ? [`"contained":[${inside.join(',')}]`] : [])].join(' , ')}}`,
  );

/** Everything that is known of a value and what lies in it: content, digits of its numbers, where its resources stand. */
function known(parsed: ParsedResource, value: JsonValue | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => known(parsed, item));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    { digits: parsed.digits.digitsOf(value, key), content: known(parsed, item) },
  ]);
  return { span: parsed.spanOf(value), members: Object.fromEntries(entries) };
}

test('a resource with another version is what reading its text would give, to the digit and the offset', () => {
  fc.assert(
    fc.property(text, fc.boolean(), (given, links) => {
      const result = rewriteResource(parseResource(given), {
        id: 'now',
        versionId: '8',
        lastUpdated: '2026-01-01T00:00:00Z',
        ...(links ? { rewriteReference: () => undefined } : {}),
      });
      const read = parseResource(result.text);
      expect(known(result, result.resource)).toEqual(known(read, read.resource));
    }),
  );
});
