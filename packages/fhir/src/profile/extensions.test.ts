import { describe, expect, it } from 'vitest';
import { definition, element, holdAgainst } from './__fixtures__/hold-against.ts';

const birthPlace = definition(
  'place',
  'Extension',
  [
    element('Extension', { max: '1' }),
    element('Extension.extension', { max: '0' }),
    element('Extension.url', { fixedUri: 'https://example.org/place' }),
    element('Extension.value[x]', { min: 1, type: [{ code: 'Address' }] }),
  ],
  { kind: 'complex-type', context: [{ type: 'element', expression: 'Patient' }] },
);
const patient = (members: object) => ({ resourceType: 'Patient', ...members });
const held = (resource: object, ...more: readonly object[]) =>
  holdAgainst([definition('p', 'Patient', [element('Patient')]), birthPlace, ...more], resource);

describe('extensions', () => {
  it('are held against their definition wherever they stand', async () => {
    expect(await held(patient({ extension: [{ url: birthPlace.url, valueAddress: { city: 'a' } }] }))).toEqual([]);
    expect(await held(patient({ extension: [{ url: birthPlace.url, valueString: 'a' }] }))).toEqual([
      'error value Patient.extension[0].value',
    ]);
  });

  it('stand where their definition says', async () => {
    const extension = [{ url: birthPlace.url, valueAddress: { city: 'a' } }];
    expect(await held(patient({ name: [{ family: 'a', extension }] }))).toEqual([
      'error extension Patient.name[0].extension[0]',
    ]);
    expect(await held(patient({ birthDate: '2000', _birthDate: { extension } }))).toEqual([
      'error extension Patient.birthDate.extension[0]',
    ]);
    const anywhere = (expression: string) => ({ ...birthPlace, context: [{ type: 'element', expression }] });
    for (const expression of ['Patient.name', 'HumanName', 'Element']) {
      expect(await held(patient({ name: [{ family: 'a', extension }] }), anywhere(expression))).toEqual([]);
    }
    for (const expression of ['Patient.birthDate', 'date']) {
      expect(await held(patient({ birthDate: '2000', _birthDate: { extension } }), anywhere(expression))).toEqual([]);
    }
    const contained = [
      { resourceType: 'Patient', id: 'a', extension, link: [{ other: { reference: '#' }, type: 'refer' }] },
    ];
    expect(await held(patient({ contained }))).toEqual([]);
  });

  it('that nobody knows are let through, unless they modify', async () => {
    const unknown = [{ url: 'https://example.org/unknown', valueString: 'a' }];
    expect(await held(patient({ extension: unknown }))).toEqual([]);
    expect(await held(patient({ modifierExtension: unknown }))).toEqual([
      'error extension Patient.modifierExtension[0]',
    ]);
  });

  it('stand where a reader looks for them: a modifier as modifierExtension, any other as extension', async () => {
    const refuted = definition('refuted', 'Extension', [element('Extension', { isModifier: true })], {
      kind: 'complex-type',
    });
    const place = [{ url: birthPlace.url, valueAddress: { city: 'a' } }];
    const claim = [{ url: refuted.url, valueBoolean: true }];
    expect(await held(patient({ modifierExtension: claim }), refuted)).toEqual([]);
    expect(await held(patient({ extension: claim }), refuted)).toEqual(['error extension Patient.extension[0]']);
    expect(await held(patient({ modifierExtension: place }))).toEqual(['error extension Patient.modifierExtension[0]']);
  });

  it('as slices have the cardinality of the profile, or of their own definition', async () => {
    const slice = (says: object) =>
      definition('p', 'Patient', [
        element('Patient.extension:place', { type: [{ code: 'Extension', profile: [birthPlace.url] }], ...says }),
      ]);
    const one = { url: birthPlace.url, valueAddress: { city: 'a' } };
    const given = (profile: object, ...extension: readonly object[]) =>
      holdAgainst([profile, birthPlace], patient({ active: true, ...(extension.length > 0 ? { extension } : {}) }));
    expect(await given(slice({ min: 1 }))).toEqual(['error required Patient.extension']);
    expect(await given(slice({}), one, one)).toEqual(['error invariant Patient.extension[1]']);
    expect(await given(slice({ max: '*' }), one, one)).toEqual([]);
  });

  it('made of extensions are sliced by their own definition, also seen from a profile', async () => {
    const complex = definition(
      'complex',
      'Extension',
      [
        element('Extension.extension:kind', { min: 1 }),
        element('Extension.extension:kind.url', { fixedUri: 'kind' }),
        element('Extension.extension:kind.value[x]', { type: [{ code: 'code' }] }),
      ],
      { kind: 'complex-type' },
    );
    const profile = definition('p', 'Patient', [
      element('Patient.extension:complex', { type: [{ code: 'Extension', profile: [complex.url] }] }),
      element('Patient.extension:complex.extension:kind.value[x]', { fixedCode: 'a' }),
    ]);
    const given = (...parts: readonly object[]) =>
      holdAgainst([profile, complex], patient({ extension: [{ url: complex.url, extension: parts }] }));
    expect(await given({ url: 'kind', valueCode: 'a' }, { url: 'other', valueCode: 'b' })).toEqual([]);
    expect(await given({ url: 'kind', valueCode: 'b' })).toEqual([
      'error value Patient.extension[0].extension[0].value',
    ]);
    expect(await given({ url: 'other', valueCode: 'b' })).toEqual(['error required Patient.extension[0].extension']);
  });
});
