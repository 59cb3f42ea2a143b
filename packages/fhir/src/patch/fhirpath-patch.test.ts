import { describe, expect, test } from 'vitest';
import { parseResource } from '../json/parsed-resource.ts';
import { applyPatch } from './apply-patch.ts';
import { readFhirPathPatch } from './fhirpath-patch.ts';
import { patchFaultOf } from './patch-fault.ts';

/** An operation as its parts: strings for type, path and name, whole numbers for places, JSON text for the value part. */
interface Parts {
  readonly type: string;
  readonly path?: string;
  readonly name?: string;
  /** Members of the value part, as JSON text. */
  readonly value?: string;
  readonly index?: number;
  readonly source?: number;
  readonly destination?: number;
}

function parameters(...operations: readonly Parts[]): string {
  const written = operations.map(({ value, ...rest }) => {
    const parts = Object.entries(rest).map(([name, one]) => {
      const key = name === 'type' ? 'valueCode' : typeof one === 'number' ? 'valueInteger' : 'valueString';
      return JSON.stringify({ name, [key]: one });
    });
    return `{"name":"operation","part":[${[...parts, ...(value === undefined ? [] : [`{"name":"value",${value}}`])].join(',')}]}`;
  });
  return `{"resourceType":"Parameters","parameter":[${written.join(',')}]}`;
}

function patched(resource: string, ...operations: readonly Parts[]): string {
  const patch = readFhirPathPatch(parseResource(parameters(...operations)));
  return applyPatch(resource, patch, { now: Date.UTC(2026, 0, 1), visits: 1_000_000 }).text;
}

function faultOf(resource: string, ...operations: readonly Parts[]): unknown {
  try {
    return patched(resource, ...operations);
  } catch (error) {
    return patchFaultOf(error) ?? error;
  }
}

const patient = (members: string) => `{"resourceType":"Patient"${members === '' ? '' : `,${members}`}}`;
const list = (...values: readonly number[]) =>
  patient(`"identifier":[${values.map((value) => `{"value":"${value}"}`).join(',')}]`);

describe('an element that may be there once', () => {
  const born = patient('"birthDate":"1920-01-01"');
  const contact = patient('"contact":[{"name":{"text":"a"},"gender":"male"}]');

  test.each<[string, string, Parts, string]>([
    [
      'add',
      patient(''),
      { type: 'add', path: 'Patient', name: 'birthDate', value: '"valueDate":"1930-01-01"' },
      patient('"birthDate":"1930-01-01"'),
    ],
    [
      'replace',
      born,
      { type: 'replace', path: 'Patient.birthDate', value: '"valueDate":"1930-01-01"' },
      patient('"birthDate":"1930-01-01"'),
    ],
    ['delete', born, { type: 'delete', path: 'Patient.birthDate' }, patient('')],
    ['delete what is not there', born, { type: 'delete', path: 'Patient.gender' }, born],
    [
      'replace within',
      contact,
      { type: 'replace', path: 'Patient.contact[0].gender', value: '"valueCode":"female"' },
      patient('"contact":[{"name":{"text":"a"},"gender":"female"}]'),
    ],
    [
      'replace deeper',
      contact,
      { type: 'replace', path: 'Patient.contact[0].name.text', value: '"valueString":"b"' },
      patient('"contact":[{"name":{"text":"b"},"gender":"male"}]'),
    ],
    [
      'delete what empties its holder',
      contact,
      { type: 'delete', path: 'Patient.contact[0].name.text' },
      patient('"contact":[{"gender":"male"}]'),
    ],
    ['delete a whole nested element', contact, { type: 'delete', path: 'Patient.contact[0]' }, patient('')],
    [
      'add within',
      patient('"contact":[{"name":{"text":"a"}}]'),
      { type: 'add', path: 'Patient.contact[0]', name: 'gender', value: '"valueCode":"male"' },
      contact,
    ],
    [
      'add a data type',
      patient(''),
      { type: 'add', path: 'Patient', name: 'maritalStatus', value: '"valueCodeableConcept":{"text":"m"}' },
      patient('"maritalStatus":{"text":"m"}'),
    ],
    [
      'replace a data type',
      patient('"maritalStatus":{"id":"1","text":"m"}'),
      { type: 'replace', path: 'Patient.maritalStatus', value: '"valueCodeableConcept":{"id":"2","text":"n"}' },
      patient('"maritalStatus":{"id":"2","text":"n"}'),
    ],
    [
      'add a nested element by parts',
      patient(''),
      {
        type: 'add',
        path: 'Patient',
        name: 'contact',
        value:
          '"part":[{"name":"name","valueHumanName":{"text":"a"}},{"name":"telecom","valueContactPoint":{"value":"1"}},{"name":"telecom","valueContactPoint":{"value":"2"}}]',
      },
      patient('"contact":[{"name":{"text":"a"},"telecom":[{"value":"1"},{"value":"2"}]}]'),
    ],
    [
      'replace the narrative',
      patient('"text":{"status":"generated","div":"<div>a</div>"}'),
      { type: 'replace', path: 'Patient.text.div', value: '"valueString":"<div>b</div>"' },
      patient('"text":{"status":"generated","div":"<div>b</div>"}'),
    ],
    [
      'add a contained resource',
      patient(''),
      { type: 'add', path: 'Patient', name: 'contained', value: '"resource":{"resourceType":"Basic","id":"x"}' },
      patient('"contained":[{"resourceType":"Basic","id":"x"}]'),
    ],
    [
      'replace within a contained resource',
      patient('"contained":[{"resourceType":"Organization","id":"x","name":"a"}]'),
      { type: 'replace', path: "Patient.contained.where(id = 'x').name", value: '"valueString":"b"' },
      patient('"contained":[{"resourceType":"Organization","id":"x","name":"b"}]'),
    ],
  ])('%s', (_, before, operation, after) => {
    expect(patched(before, operation)).toBe(after);
  });
});

describe('a choice of types', () => {
  const observation = (value: string) => `{"resourceType":"Observation",${value},"note":[{"text":"x"}]}`;
  const measured = observation('"valueQuantity":{"value":1.00}');

  test('is named without its type, and takes any of its types in the same place', () => {
    const value = '"valueString":"high"';
    expect(patched(measured, { type: 'replace', path: 'Observation.value', value })).toBe(observation(value));
    expect(patched(measured, { type: 'replace', path: 'Observation.value.ofType(Quantity)', value })).toBe(
      observation(value),
    );
    expect(
      patched(measured, {
        type: 'replace',
        path: '(Observation.value as Quantity).value',
        value: '"valueDecimal":2.50',
      }),
    ).toBe(observation('"valueQuantity":{"value":2.50}'));
    const concept = '"_valueCodeableConcept":null,"valueCodeableConcept":{"text":"x"}'.slice(
      '"_valueCodeableConcept":null,'.length,
    );
    const added = patched('{"resourceType":"Observation"}', {
      type: 'add',
      path: 'Observation',
      name: 'value',
      value: concept,
    });
    expect(added).toBe(`{"resourceType":"Observation",${concept}}`);
    expect(
      patched('{"resourceType":"Observation"}', { type: 'add', path: 'Observation', name: 'value[x]', value }),
    ).toBe(`{"resourceType":"Observation",${value}}`);
  });

  test('is there once, whatever its type', () => {
    expect(faultOf(measured, { type: 'add', path: 'Observation', name: 'value', value: '"valueString":"x"' })).toBe(
      'conflict',
    );
    expect(faultOf(measured, { type: 'replace', path: 'Observation.value', value: '"valueMoney":{"value":1}' })).toBe(
      'unprocessable',
    );
  });
});

describe('a list', () => {
  const move = (source: number, destination: number): Parts => ({
    type: 'move',
    path: 'Patient.identifier',
    source,
    destination,
  });
  const insert = (index: number, value = '"valueIdentifier":{"value":"9"}'): Parts => ({
    type: 'insert',
    path: 'Patient.identifier',
    index,
    value,
  });

  test.each<[string, string, readonly Parts[], string]>([
    ['insert at the end', list(1, 2), [insert(2)], list(1, 2, 9)],
    ['insert at the beginning', list(1, 2), [insert(0)], list(9, 1, 2)],
    ['insert between', list(1, 2), [insert(1)], list(1, 9, 2)],
    ['insert into none', patient(''), [insert(0)], list(9)],
    [
      'add appends',
      list(1),
      [{ type: 'add', path: 'Patient', name: 'identifier', value: '"valueIdentifier":{"value":"2"}' }],
      list(1, 2),
    ],
    ['delete one', list(1, 2, 3), [{ type: 'delete', path: 'Patient.identifier[1]' }], list(1, 3)],
    [
      'delete by what it says',
      list(1, 2, 3),
      [{ type: 'delete', path: "Patient.identifier.where(value = '3')" }],
      list(1, 2),
    ],
    ['delete the last there is', list(1), [{ type: 'delete', path: 'Patient.identifier.first()' }], patient('')],
    [
      'delete two',
      list(1, 2, 3),
      [
        { type: 'delete', path: 'Patient.identifier[0]' },
        { type: 'delete', path: 'Patient.identifier[0]' },
      ],
      list(3),
    ],
    [
      'replace one',
      list(1, 2),
      [{ type: 'replace', path: 'Patient.identifier.last()', value: '"valueIdentifier":{"value":"9"}' }],
      list(1, 9),
    ],
    [
      'replace within each',
      list(1, 2),
      [
        { type: 'replace', path: 'Patient.identifier[0].value', value: '"valueString":"2"' },
        { type: 'replace', path: 'Patient.identifier[1].value', value: '"valueString":"1"' },
      ],
      list(2, 1),
    ],
    ['move up', list(1, 2, 3, 4), [move(3, 1)], list(1, 4, 2, 3)],
    ['move down', list(1, 2, 3, 4), [move(0, 3)], list(2, 3, 4, 1)],
    ['turn round', list(1, 2, 3, 4), [move(3, 0), move(3, 1), move(3, 2)], list(4, 3, 2, 1)],
  ])('%s', (_, before, operations, after) => {
    expect(patched(before, ...operations)).toBe(after);
  });

  test('places beyond the end are refused', () => {
    expect(faultOf(list(1), insert(2))).toBe('conflict');
    expect(faultOf(list(1, 2), move(2, 0))).toBe('conflict');
    expect(faultOf(list(1, 2), move(0, 2))).toBe('conflict');
  });

  test('of primitives keeps values and what stands beside them in step', () => {
    const given = (members: string) => patient(`"name":[{${members}}]`);
    const both = given('"given":["a","b"],"_given":[null,{"id":"B"}]');
    const path = 'Patient.name[0].given';
    const extension = '"part":[{"name":"url","valueUri":"u"},{"name":"value","valueCode":"x"}]';
    expect(
      patched(both, { type: 'insert', path, index: 0, value: '"valueString":"c","_valueString":{"id":"C"}' }),
    ).toBe(given('"given":["c","a","b"],"_given":[{"id":"C"},null,{"id":"B"}]'));
    expect(patched(both, { type: 'move', path, source: 1, destination: 0 })).toBe(
      given('"given":["b","a"],"_given":[{"id":"B"},null]'),
    );
    expect(patched(both, { type: 'delete', path: `${path}[1]` })).toBe(given('"given":["a"]'));
    expect(patched(both, { type: 'add', path: `${path}[0]`, name: 'extension', value: extension })).toBe(
      given('"given":["a","b"],"_given":[{"extension":[{"url":"u","valueCode":"x"}]},{"id":"B"}]'),
    );
    expect(
      patched(patient('"birthDate":"1990"'), {
        type: 'add',
        path: 'Patient.birthDate',
        name: 'extension',
        value: extension,
      }),
    ).toBe(patient('"birthDate":"1990","_birthDate":{"extension":[{"url":"u","valueCode":"x"}]}'));
  });
});

test('extensions are found by their url', () => {
  const before = patient('"extension":[{"url":"a","valueDecimal":1.0},{"url":"b","valueString":"x"}]');
  const path = "Patient.extension('a').value";
  expect(patched(before, { type: 'replace', path, value: '"valueDecimal":1.00' })).toBe(before.replace('1.0', '1.00'));
  expect(patched(before, { type: 'delete', path: "Patient.extension('b')" })).toBe(
    patient('"extension":[{"url":"a","valueDecimal":1.0}]'),
  );
});

test.each<[string, Parts, unknown]>([
  ['what is not there', { type: 'replace', path: 'Patient.birthDate', value: '"valueDate":"1990"' }, 'conflict'],
  [
    'below what is not there',
    { type: 'add', path: 'Patient.identifier[0].period', name: 'end', value: '"valueDateTime":"1990"' },
    'conflict',
  ],
  ['several elements', { type: 'delete', path: 'Patient.identifier' }, 'conflict'],
  ['several lists', { type: 'insert', path: 'Patient.name.given', index: 0, value: '"valueString":"x"' }, 'conflict'],
  ['what is there already', { type: 'add', path: 'Patient', name: 'gender', value: '"valueCode":"male"' }, 'conflict'],
  [
    'a wrong type',
    { type: 'add', path: 'Patient', name: 'birthDate', value: '"valueString":"1990-01-01"' },
    'unprocessable',
  ],
  [
    'a wrong data type',
    { type: 'insert', path: 'Patient.identifier', index: 0, value: '"valueHumanName":{"text":"x"}' },
    'unprocessable',
  ],
  [
    'an unknown element',
    { type: 'add', path: 'Patient', name: 'shoeSize', value: '"valueInteger":42' },
    'unprocessable',
  ],
  [
    'an unknown element in parts',
    { type: 'add', path: 'Patient', name: 'contact', value: '"part":[{"name":"x","valueString":"x"}]' },
    'unprocessable',
  ],
  [
    'an element twice in parts',
    {
      type: 'add',
      path: 'Patient',
      name: 'contact',
      value: '"part":[{"name":"gender","valueCode":"male"},{"name":"gender","valueCode":"male"}]',
    },
    'unprocessable',
  ],
  [
    'an insert into what is no list',
    { type: 'insert', path: 'Patient.gender', index: 0, value: '"valueCode":"male"' },
    'unprocessable',
  ],
  [
    'an insert at what is chosen',
    { type: 'insert', path: 'Patient.name.first()', index: 0, value: '"valueHumanName":{"text":"x"}' },
    'unprocessable',
  ],
  ['the resource itself', { type: 'delete', path: 'Patient' }, 'unprocessable'],
  ['another resource', { type: 'delete', path: 'Patient.managingOrganization.resolve().name' }, 'unprocessable'],
  ['a computed value', { type: 'delete', path: 'Patient.name.count()' }, 'unprocessable'],
  ['a sum', { type: 'delete', path: "'a' + 'b'" }, 'unprocessable'],
  ['a regular expression', { type: 'delete', path: "Patient.name.where(text.matches('(a+)+$'))" }, 'unprocessable'],
  [
    'the whole resource within each element',
    { type: 'delete', path: 'Patient.name.where(%resource.descendants().exists())' },
    'unprocessable',
  ],
  [
    'what cannot be evaluated on the one',
    { type: 'delete', path: "Patient.where(gender = 'male').identifier.where($this.value.substring('x') = '')" },
    'conflict',
  ],
  ['what cannot be evaluated on several', { type: 'delete', path: 'Patient.where(identifier.value > 3)' }, 'conflict'],
  ['descendants of descendants', { type: 'delete', path: 'Patient.descendants().descendants()' }, 'unprocessable'],
  ['no path at all', { type: 'delete' }, 'malformed'],
  ['a path that is none', { type: 'delete', path: 'Patient..' }, 'malformed'],
  ['an unknown operation', { type: 'remove', path: 'Patient.gender' }, 'malformed'],
  [
    'a negative index',
    { type: 'insert', path: 'Patient.name', index: -1, value: '"valueHumanName":{"text":"x"}' },
    'malformed',
  ],
  ['no value', { type: 'replace', path: 'Patient.gender' }, 'malformed'],
  ['an empty value', { type: 'replace', path: 'Patient.gender', value: '"id":"x"' }, 'malformed'],
])('refuses %s', (_, operation, fault) => {
  const before = patient(
    '"gender":"male","identifier":[{"value":"1"},{"value":"2"}],"name":[{"given":["a"]},{"given":["b"]}]',
  );
  expect(faultOf(before, operation)).toBe(fault);
});

test('other parameters than operations are refused', () => {
  const read = (text: string) => () => readFhirPathPatch(parseResource(text));
  expect(read('{"resourceType":"Parameters","parameter":[{"name":"op"}]}')).toThrow('not named');
  expect(read('{"resourceType":"Patient"}')).toThrow('Parameters');
  expect(
    read('{"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type"},{"name":"type"}]}]}'),
  ).toThrow('two of the same');
});

describe('the narrative', () => {
  const told = (status: string, more = '') =>
    patient(`"text":{"status":"${status}","div":"<div>male</div>"},"gender":"male"${more}`);
  const change: Parts = { type: 'replace', path: 'Patient.gender', value: '"valueCode":"female"' };

  test('made from the data goes when the data changes', () => {
    for (const status of ['generated', 'extensions'])
      expect(patched(told(status), change)).toBe(patient('"gender":"female"'));
  });

  test('that says more than the data holds the patch up', () => {
    expect(faultOf(told('additional'), change)).toBe('unprocessable');
  });

  test('stays where the patch tells it anew, where nothing it tells has changed, and where it is empty', () => {
    const retold: Parts = { type: 'replace', path: 'Patient.text.div', value: '"valueString":"<div>female</div>"' };
    expect(patched(told('additional'), change, retold)).toContain('<div>female</div>');
    const tag: Parts = { type: 'add', path: 'Patient', name: 'meta', value: '"valueMeta":{"tag":[{"code":"x"}]}' };
    expect(patched(told('generated'), tag)).toContain('<div>male</div>');
    expect(patched(told('empty'), change)).toContain('<div>male</div>');
    expect(patched(told('generated'))).toBe(told('generated'));
  });
});
