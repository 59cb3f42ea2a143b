import { indexCode } from '@baseplate-epr/fhir';
import { describe, expect, test } from 'vitest';
import type { ActiveParameter } from './active-parameters.ts';
import type { IndexState } from './index-state.ts';
import { nextState } from './next-state.ts';

const active = (id: string, versionId: string, digest = 'd'): ActiveParameter => ({
  id,
  versionId,
  digest,
  definition: { code: id, url: id, type: 'string', base: ['Patient'], expression: 'Patient.name' },
});
const state = (parameters: IndexState['parameters'], code = indexCode): IndexState => ({
  generation: 7,
  code,
  parameters,
});
const ready = { id: 'a', versionId: '1', digest: 'd', ready: true };

describe('nextState', () => {
  test('nothing new changes nothing', () => {
    expect(nextState(state([ready]), [active('a', '1')])).toEqual(state([ready]));
  });

  test('a new parameter waits, and makes a new generation', () => {
    expect(nextState(state([]), [active('a', '1')])).toMatchObject({
      generation: 8,
      parameters: [{ id: 'a', ready: false }],
    });
    expect(nextState(state([{ ...ready, ready: false }]), [active('a', '1')]).generation).toBe(7);
  });

  test('one that finds otherwise waits again', () => {
    expect(nextState(state([ready]), [active('a', '2', 'other')])).toMatchObject({
      generation: 8,
      parameters: [{ ready: false }],
    });
  });

  test('one whose description alone was changed stays ready', () => {
    expect(nextState(state([ready]), [active('a', '2')])).toMatchObject({
      generation: 7,
      parameters: [{ versionId: '2', ready: true }],
    });
  });

  test('one that may have been out of use between waits again', () => {
    expect(nextState(state([ready]), [active('a', '3')])).toMatchObject({
      generation: 8,
      parameters: [{ ready: false }],
    });
    const without = nextState(state([ready]), []);
    expect(without).toEqual(state([]));
    expect(nextState(without, [active('a', '3')])).toMatchObject({ generation: 8, parameters: [{ ready: false }] });
  });

  test('an earlier release undoes what a later one had indexed', () => {
    expect(nextState(state([], indexCode + 1), [])).toEqual({ generation: 8, code: indexCode, parameters: [] });
    expect(nextState(state([], indexCode - 1), [])).toEqual(state([], indexCode - 1));
  });
});
