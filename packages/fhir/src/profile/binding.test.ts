import { describe, expect, it } from 'vitest';
import { definition, element, holdAgainst } from './__fixtures__/hold-against.ts';

const system = 'https://example.org/colours';
const colours = {
  resourceType: 'CodeSystem',
  url: system,
  content: 'complete',
  concept: [{ code: 'warm', concept: [{ code: 'red' }, { code: 'orange' }] }, { code: 'blue' }],
};
const snomed = 'http://snomed.info/sct';

function valueSet(compose: object, url = 'https://example.org/vs') {
  return { resourceType: 'ValueSet', url, compose };
}

/** Binds Patient.maritalStatus to the value set, in the given strength, and gives it these codings. */
function bound(compose: object, strength: string, codings: readonly object[], more: readonly object[] = []) {
  const profile = definition('p', 'Patient', [
    element('Patient.maritalStatus', { binding: { strength, valueSet: 'https://example.org/vs|1' } }),
  ]);
  const maritalStatus = codings.length > 0 ? { coding: codings } : { text: 'a' };
  const resource = { resourceType: 'Patient', maritalStatus };
  return holdAgainst([profile, valueSet(compose), colours, ...more], resource, { advice: true });
}

describe('a binding', () => {
  const red = { system, code: 'red' };
  const filtered = (op: string, value: string) => ({
    include: [{ system, filter: [{ property: 'concept', op, value }] }],
  });

  it('that is required refuses, an extensible one warns, a preferred one informs', async () => {
    const listed = { include: [{ system, concept: [{ code: 'blue' }] }] };
    const at = 'code-invalid Patient.maritalStatus';
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
    const notChecked = ['information not-supported Patient.maritalStatus'];
    const whole = { include: [{ system: snomed }] };
    expect(await bound(whole, 'required', [{ system: snomed, code: '1' }])).toEqual(notChecked);
    expect(await bound(whole, 'required', [red])).toEqual(['error code-invalid Patient.maritalStatus']);
    expect(await bound({ include: [{ system: snomed }, { system }] }, 'required', [red])).toEqual([]);
    expect(await bound({ include: [{ valueSet: ['https://example.org/none'] }] }, 'required', [red])).toEqual(
      notChecked,
    );
    expect(await bound(filtered('regex', 'r.*'), 'required', [red])).toEqual(notChecked);
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
});
