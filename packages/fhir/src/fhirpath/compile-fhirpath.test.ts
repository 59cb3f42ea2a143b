import { describe, expect, test } from 'vitest';
import { compileFhirPath } from './compile-fhirpath.ts';
import { evaluateFhirPath } from './evaluate-fhirpath.ts';
import type { EvaluateOptions } from './evaluate-options.ts';

const patient = {
  resourceType: 'Patient',
  id: 'p',
  birthDate: '1970-03-30',
  _birthDate: { id: 'b', extension: [{ url: 'http://example.org/time', valueDateTime: '1970-03-30T10:00:00Z' }] },
  name: [
    { use: 'official', given: ['Ana', 'Zoe'], family: 'García' },
    { given: [null, 'Bo'], _given: [{ id: 'g' }, null] },
  ],
  deceasedBoolean: false,
  contained: [{ resourceType: 'Organization', id: 'o', name: 'Clinic' }],
  managingOrganization: { reference: '#o' },
  generalPractitioner: [
    { reference: 'Practitioner/1' },
    { reference: 'urn:x', type: 'Organization' },
    { display: 'x' },
  ],
};

function values(expression: string, options: Partial<EvaluateOptions> = {}): readonly unknown[] | undefined {
  return compileFhirPath(expression)
    ?.evaluate({ value: patient, type: 'Patient', ...options })
    .map((item) => item.value);
}

describe('compileFhirPath', () => {
  test.each([
    ['Patient.name.given', ['Ana', 'Zoe', undefined, 'Bo']],
    ['name.given.where(hasValue())', ['Ana', 'Zoe', 'Bo']],
    ["Patient.birthDate.extension('http://example.org/time').value", ['1970-03-30T10:00:00Z']],
    ['birthDate.id', ['b']],
    ['Patient.deceased', [false]],
    ['Patient.deceased.ofType(dateTime)', []],
    ['deceased is boolean', [true]],
    ['Practitioner.name', []],
    ['managingOrganization.resolve().name', ['Clinic']],
    ['generalPractitioner.where(resolve() is Practitioner).reference', ['Practitioner/1']],
    ['generalPractitioner.where(resolve() is Organization).reference', ['urn:x']],
    ['contained.ofType(Organization).id', ['o']],
    ["name.where(use = 'official').given.first()", ['Ana']],
    ['name.select(given.count())', [2, 2]],
    ['name[0].given[1]', ['Zoe']],
    ['name.first().given.tail() | name.last().given.skip(1)', ['Zoe', 'Bo']],
    ['(1 | 2 | 2).count()', [2]],
    ['(1 | 2).combine(2).isDistinct()', [false]],
    ['(1 | 2 | 3).intersect(2 | 5)', [2]],
    ['(1 | 2 | 3).exclude(2)', [1, 3]],
    ['(1 | 2 | 3).aggregate($total + $this, 0)', [6]],
    ['(1 | 2 | 3).where($index > 0)', [2, 3]],
    ['(1 | 2).subsetOf(1 | 2 | 3)', [true]],
    ['{}.empty() and {}.exists().not()', [true]],
    ['{} and false', [false]],
    ['{} and true', []],
    ['{} or true', [true]],
    ['{} implies true', [true]],
    ['true implies {}', []],
    ['true xor false', [true]],
    ['{} = 1', []],
    ['(1 | 2) = (2 | 1)', [false]],
    ['(1 | 2) ~ (2 | 1)', [true]],
    ["'a  B' ~ 'A b'", [true]],
    ['1.10 ~ 1.1', [true]],
    ['7 div 2', [3]],
    ['7 mod 2', [1]],
    ['1 / 0', []],
    ['0.1 + 0.2', [0.3]],
    ["'a' + 'b'", ['ab']],
    ["'a' & {}", ['a']],
    ["'abc'.substring(1, 1) & 'abc'.indexOf('c').toString()", ['b2']],
    ["'a-b'.split('-').join('+')", ['a+b']],
    ["'abc'.matches('^a.c$') and 'abc'.replaceMatches('b', '') = 'ac'", [true]],
    ["'x'.toInteger()", []],
    ["'12'.toInteger() + 1", [13]],
    ["'yes'.toBoolean()", [true]],
    ["iif(birthDate.exists(), 'a', 'b')", ['a']],
    ['@2020-02 < @2020-03-01', [true]],
    ['@2020-02 < @2020-02-15', []],
    ['@2020-02-29T10:00:00Z = @2020-02-29T11:00:00+01:00', [true]],
    ['2 in (1 | 2) and (1 | 2) contains 1', [true]],
    ['2.5.round() + 2.power(3) - 4.sqrt()', [9]],
    ['descendants().ofType(Extension).count()', [1]],
    ['name.repeat(given).count()', [4]],
    ['%resource.id & %context.id & %ucum', ['pphttp://unitsofmeasure.org']],
    ["trace('name').id", ['p']],
  ])('%s', (expression, expected) => {
    expect(values(expression)).toEqual(expected);
  });

  test('the clock is given, or it is an error to ask for it', () => {
    expect(values('today()', { now: Date.UTC(2026, 0, 2) })).toEqual(['2026-01-02']);
    expect(() => values('now()')).toThrow(/time/);
  });

  test('several items where one is allowed are an error that does not show them', () => {
    expect(() => values("name.given.startsWith('A')")).toThrow(/^(?!.*Ana).*several/);
    expect(() => values("1 > 'a'")).toThrow(/kinds/);
    expect(() => values('%nothing')).toThrow(/constant/);
  });

  test('an element and a primitive can be where paths begin', () => {
    const [name] = patient.name;
    expect(
      values('given.count() + %resource.name.count()', { value: name, type: 'HumanName', resource: patient }),
    ).toEqual([4]);
    const { birthDate: value, _birthDate: extra } = patient;
    expect(values('hasValue() and extension.exists()', { value, extra, type: 'date' })).toEqual([true]);
  });

  test('as a condition: true, false, or cannot tell', () => {
    const test = (expression: string) => compileFhirPath(expression)?.test({ value: patient, type: 'Patient' });
    expect([test('name.exists()'), test('id = 1'), test('{} = 1'), test('birthDate')]).toEqual([
      true,
      false,
      undefined,
      true,
    ]);
  });

  test('quantities and terminology are left to the general engine', async () => {
    expect(compileFhirPath("1 'mg' = 1000 'ug'")).toBeUndefined();
    expect(compileFhirPath("code.memberOf('http://example.org/vs')")).toBeUndefined();
    await expect(evaluateFhirPath("1 'mg' = 1000 'ug'", { value: patient, type: 'Patient' })).resolves.toEqual([true]);
    await expect(evaluateFhirPath('name.family', { value: patient, type: 'Patient' })).resolves.toEqual(['García']);
    const failing = evaluateFhirPath("name.given + 1 'mg'", { value: patient, type: 'Patient' });
    await expect(failing).rejects.toThrow(/^(?!.*Ana).*refused/);
  });
});
