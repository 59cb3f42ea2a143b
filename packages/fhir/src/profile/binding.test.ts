import { describe, expect, it } from 'vitest';
import { definition, element, holdAgainst } from './__fixtures__/hold-against.ts';

const system = 'https://example.org/colours';
const colours = {
  resourceType: 'CodeSystem',
  url: system,
  content: 'complete',
  concept: [{ code: 'warm', concept: [{ code: 'red' }, { code: 'orange' }] }, { code: 'blue' }],
};
const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' } };
const snomed = 'http://snomed.info/sct';

function valueSet(compose: object, url = 'https://example.org/vs') {
  return { resourceType: 'ValueSet', url, compose };
}

/** Binds Observation.method to the value set, in the given strength, and gives it these codings. */
function bound(compose: object, strength: string, codings: readonly object[], more: readonly object[] = []) {
  const profile = definition('p', 'Observation', [
    element('Observation.method', { binding: { strength, valueSet: 'https://example.org/vs|1' } }),
  ]);
  const method = codings.length > 0 ? { coding: codings } : { text: 'a' };
  const resource = { ...observation, method };
  return holdAgainst([profile, valueSet(compose), colours, ...more], resource, { advice: true });
}

describe('a binding', () => {
  const red = { system, code: 'red' };
  const filtered = (op: string, value: string) => ({
    include: [{ system, filter: [{ property: 'concept', op, value }] }],
  });

  it('that is required refuses, an extensible one warns, a preferred one informs', async () => {
    const listed = { include: [{ system, concept: [{ code: 'blue' }] }] };
    const at = 'code-invalid Observation.method';
    expect(await bound(listed, 'required', [red, { system, code: 'blue' }])).toEqual([]);
    expect(await bound(listed, 'required', [red])).toEqual([`error ${at}`]);
    expect(await bound(listed, 'required', [{ code: 'blue' }])).toEqual([`error ${at}`]);
    expect(await bound(listed, 'required', [])).toEqual([`error ${at}`]);
    expect(await bound(listed, 'extensible', [red])).toEqual([`warning ${at}`]);
    expect(await bound(listed, 'extensible', [])).toEqual([]);
    expect(await bound(listed, 'preferred', [red])).toEqual([`information ${at}`]);
    expect(await bound(listed, 'example', [red])).toEqual([]);
  });

  it('is told as not checked where the codes are not here, and only then', async () => {
    const notChecked = ['information not-supported Observation.method'];
    const whole = { include: [{ system: snomed }] };
    expect(await bound(whole, 'required', [{ system: snomed, code: '1' }])).toEqual(notChecked);
    expect(await bound(whole, 'required', [red])).toEqual(['error code-invalid Observation.method']);
    expect(await bound({ include: [{ system: snomed }, { system }] }, 'required', [red])).toEqual([]);
    expect(await bound({ include: [{ valueSet: ['https://example.org/none'] }] }, 'required', [red])).toEqual(
      notChecked,
    );
    expect(await bound(filtered('regex', '(r+)+d'), 'required', [red])).toEqual(notChecked);
    expect(await bound(filtered('regex', 'r.*'), 'required', [red])).toEqual([]);
  });

  it('takes filters, other value sets and exclusions', async () => {
    const fits = async (compose: object, ...more: readonly object[]) =>
      (await bound(compose, 'required', [red], more)).length === 0;
    expect(await fits({ include: [{ system }] })).toBe(true);
    expect(await fits(filtered('is-a', 'warm'))).toBe(true);
    expect(await fits(filtered('is-a', 'red'))).toBe(true);
    expect(await fits(filtered('descendent-of', 'red'))).toBe(false);
    expect(await fits(filtered('is-not-a', 'warm'))).toBe(false);
    expect(await fits(filtered('in', 'blue, red'))).toBe(true);
    expect(await fits({ include: [{ system }], exclude: [{ system, concept: [{ code: 'red' }] }] })).toBe(false);
    const other = valueSet(filtered('is-a', 'warm'), 'https://example.org/other');
    expect(await fits({ include: [{ valueSet: ['https://example.org/other'] }] }, other)).toBe(true);
    const both = { include: [{ system, concept: [{ code: 'blue' }], valueSet: ['https://example.org/other'] }] };
    expect(await fits(both, other)).toBe(false);
    // A value set that includes itself has nothing by that way.
    expect(await fits({ include: [{ valueSet: ['https://example.org/vs'] }] })).toBe(false);
  });

  it('to the verification status of an NHS number reads the retired codes that PDS sends, and says what to write', async () => {
    const valueSetUrl = 'https://fhir.hl7.org.uk/ValueSet/UKCore-NHSNumberVerificationStatus';
    const england = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland';
    const profile = definition('p', 'Observation', [
      element('Observation.method', { binding: { strength: 'required', valueSet: valueSetUrl } }),
    ]);
    const allowed = valueSet({ include: [{ system: england, concept: [{ code: '01' }] }] }, valueSetUrl);
    const given = (codeSystem: string, code: string) =>
      holdAgainst([profile, allowed], {
        ...observation,
        method: { coding: [{ system: codeSystem, code }] },
      });
    expect(await given(england, '01')).toEqual([]);
    const old = england.replace('England', '');
    expect(await given(old, '01')).toEqual(['warning code-invalid Observation.method']);
    expect(await given(old, 'trace-required')).toEqual(['warning code-invalid Observation.method']);
    expect(await given(old, '99')).toEqual(['error code-invalid Observation.method']);
  });
});
