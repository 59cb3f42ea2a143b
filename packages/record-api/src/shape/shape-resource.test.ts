import { parseResource } from '@baseplate-epr/fhir';
import { expect, test } from 'vitest';
import { faultsOf } from '../__fixtures__/test-api.ts';
import { shapeResource } from './shape-resource.ts';

const observation = `{"resourceType":"Observation","id":"a","meta":{"versionId":"1","tag":[{"code":"mine"}]},
  "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"},
  "contained":[{"resourceType":"Device","id":"d"}],
  "extension":[{"url":"http://example.org/a","valueDecimal":1.0}],
  "status":"final","code":{"text":"Glucose","extension":[{"url":"http://example.org/b","valueCode":"x"}]},
  "_issued":{"extension":[{"url":"http://example.org/c","valueString":"y"}]},
  "valueQuantity":{"value":4.00,"unit":"mmol/L"},
  "note":[{"text":"n"}],
  "referenceRange":[{"low":{"value":1.10}}],
  "component":[{"code":{"text":"c"},"valueQuantity":{"value":1e3},"referenceRange":[{"low":{"value":2}}]}]}`;

const keysOf = (text: string) => Object.keys(parseResource(text).resource);

test('_summary=true keeps what R4 marks as summary at every level, with every digit', () => {
  const text = shapeResource(observation, { summary: 'true' });
  expect(keysOf(text)).toEqual([
    'resourceType',
    'id',
    'meta',
    'status',
    'code',
    '_issued',
    'valueQuantity',
    'component',
  ]);
  expect(text).toContain('"valueQuantity":{"value":4.00,"unit":"mmol/L"}');
  expect(text).toContain('"component":[{"code":{"text":"c"},"valueQuantity":{"value":1e3}}]');
  expect(text).toContain('http://example.org/b');
  expect(text).toContain(
    '"tag":[{"code":"mine"},{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}]',
  );
  expect(faultsOf(text)).toEqual([]);
});

test('_summary=text keeps the narrative and what is mandatory, _summary=data all but the narrative', () => {
  const text = shapeResource(observation, { summary: 'text' });
  expect(keysOf(text)).toEqual(['resourceType', 'id', 'meta', 'text', 'status', 'code']);
  expect(faultsOf(text)).toEqual([]);
  const data = shapeResource(observation, { summary: 'data' });
  expect(keysOf(data)).toEqual(keysOf(observation).filter((key) => key !== 'text'));
  expect(data).toContain('"value":2');
});

test('_elements keeps what is named, what is mandatory, and what changes the meaning of the rest', () => {
  const keys = keysOf(shapeResource(observation, { elements: ['value', 'note', 'issued', 'nonsense'] }));
  expect(keys).toEqual(['resourceType', 'id', 'meta', 'status', 'code', '_issued', 'valueQuantity', 'note']);
  for (const name of ['value[x]', 'valueQuantity']) {
    expect(keysOf(shapeResource(observation, { elements: [name] }))).toContain('valueQuantity');
  }
  const refuted =
    '{"resourceType":"AllergyIntolerance","verificationStatus":{"coding":[{"code":"refuted"}]},"code":{"text":"x"},"patient":{"reference":"Patient/a"}}';
  expect(keysOf(shapeResource(refuted, { elements: ['code'] }))).toEqual([
    'resourceType',
    'verificationStatus',
    'code',
    'patient',
    'meta',
  ]);
});

test('_elements by a path keeps the element that it begins in, and passes over those of other types', () => {
  const keys = keysOf(
    shapeResource(observation, { elements: ['Observation.note', 'value.unit', 'Patient.referenceRange'] }),
  );
  expect(keys).toEqual(['resourceType', 'id', 'meta', 'status', 'code', 'valueQuantity', 'note']);
});

test('a resource of resources is shortened throughout', () => {
  const bundle = `{"resourceType":"Bundle","type":"collection","entry":[{"resource":${observation}}]}`;
  const text = shapeResource(bundle, { summary: 'true' });
  expect(text).toContain('4.00');
  expect(text).not.toContain('"note"');
});

test('digits of numbers at the top survive the tag, which is not set twice', () => {
  const item = '{"resourceType":"ChargeItem","meta":{"tag":[{"code":"SUBSETTED"}]},"factorOverride":1.00}';
  expect(shapeResource(item, { elements: ['factorOverride'] })).toBe(item);
  expect(shapeResource(item, { summary: 'false' })).toBe(item);
  expect(shapeResource(item, {})).toBe(item);
});
