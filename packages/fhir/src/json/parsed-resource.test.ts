import { describe, expect, it } from 'vitest';
import type { JsonObject } from './json-value.ts';
import { entryResource, nestedResource, parseResource } from './parsed-resource.ts';
import { writeJson } from './write-json.ts';

const observation =
  '{ "resourceType": "Observation","contained":[ {"resourceType":"Basic" } ],\n "valueQuantity":{"value":1.00}}';
const bundle = parseResource(
  `{"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:1"},{"resource":${observation} }]}`,
);

describe('parseResource', () => {
  it('refuses what is not an object', () => {
    expect(() => parseResource('[1]')).toThrow('not a JSON object');
  });
});

describe('entryResource', () => {
  it('slices an entry out of a bundle, byte for byte, with its digits', () => {
    const entry = entryResource(bundle, 1);
    expect(entry?.text).toBe(observation);
    expect(entry?.digits.digitsOf(entry.resource.valueQuantity as JsonObject, 'value')).toBe('1.00');
  });

  it('counts the spans of contained resources from the slice', () => {
    const entry = entryResource(bundle, 1);
    const contained = (bundle.resource.entry as [JsonObject, { resource: { contained: [JsonObject] } }])[1].resource
      .contained[0];
    expect(entry && nestedResource(entry, contained)?.text).toBe('{"resourceType":"Basic" }');
    expect(entry?.spanOf(bundle.resource)).toBeUndefined();
  });

  it('is undefined where there is no resource', () => {
    expect(entryResource(bundle, 0)).toBeUndefined();
    expect(entryResource(bundle, 2)).toBeUndefined();
  });
});

describe('writeJson', () => {
  it('keeps digits, compact and pretty', () => {
    const { resource, digits } = parseResource('{ "a": [1.00, "x\\n", {}], "b": {"c": 1e2, "d": null} }');
    expect(writeJson(resource, digits)).toBe('{"a":[1.00,"x\\n",{}],"b":{"c":1e2,"d":null}}');
    expect(writeJson(resource, digits, { pretty: true })).toBe(
      '{\n  "a": [\n    1.00,\n    "x\\n",\n    {}\n  ],\n  "b": {\n    "c": 1e2,\n    "d": null\n  }\n}',
    );
  });

  it('leaves out members, with their digits', () => {
    const { resource, digits } = parseResource('{"a":1.00,"b":{"a":2.0,"c":3.0},"d":[{"a":1,"c":4.0}]}');
    const keep = (key: string, depth: number) => depth === 0 || key !== 'a';
    expect(writeJson(resource, digits, { keep })).toBe('{"a":1.00,"b":{"c":3.0},"d":[{"c":4.0}]}');
  });

  it('writes values that were never text', () => {
    expect(writeJson({ a: 1, b: [true] })).toBe('{"a":1,"b":[true]}');
  });
});
