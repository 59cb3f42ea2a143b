import { indexCode } from '@baseplate-epr/fhir';
import { describe, expect, test } from 'vitest';
import type { ActiveParameter } from './active-parameters.ts';
import type { IndexState } from './index-state.ts';
import { aimedState, nextState } from './next-state.ts';

const active = (id: string, versionId: string, digest = 'd'): ActiveParameter => ({
  id,
  versionId,
  digest,
  definition: { code: id, url: id, type: 'string', base: ['Patient'], expression: 'Patient.name' },
});
const state = (parameters: IndexState['parameters'], code = indexCode, aim = indexCode): IndexState => ({
  generation: 7,
  code,
  aim,
  fullText: 'off',
  parameters,
});
const ready = { id: 'a', versionId: '1', digest: 'd', ready: true };

const next = (before: IndexState, parameters: readonly ActiveParameter[]) => nextState(before, parameters, false);

describe('nextState', () => {
  test('nothing new changes nothing', () => {
    expect(next(state([ready]), [active('a', '1')])).toEqual(state([ready]));
  });

  test('a new parameter waits, and makes a new generation', () => {
    expect(next(state([]), [active('a', '1')])).toMatchObject({
      generation: 8,
      parameters: [{ id: 'a', ready: false }],
    });
    expect(next(state([{ ...ready, ready: false }]), [active('a', '1')]).generation).toBe(7);
  });

  test('one that finds otherwise waits again', () => {
    expect(next(state([ready]), [active('a', '2', 'other')])).toMatchObject({
      generation: 8,
      parameters: [{ ready: false }],
    });
  });

  test('one whose description alone was changed stays ready', () => {
    expect(next(state([ready]), [active('a', '2')])).toMatchObject({
      generation: 7,
      parameters: [{ versionId: '2', ready: true }],
    });
  });

  test('one that may have been out of use between waits again', () => {
    expect(next(state([ready]), [active('a', '3')])).toMatchObject({
      generation: 8,
      parameters: [{ ready: false }],
    });
    const without = next(state([ready]), []);
    expect(without).toEqual(state([]));
    expect(next(without, [active('a', '3')])).toMatchObject({ generation: 8, parameters: [{ ready: false }] });
  });

  test('an older release leaves alone what a newer one indexes', () => {
    const newer = state([ready], indexCode, indexCode + 1);
    expect(nextState(newer, [active('a', '3', 'other'), active('b', '1')], true)).toEqual(newer);
    expect(next(state([], indexCode - 1, indexCode - 1), [])).toEqual(state([], indexCode - 1, indexCode - 1));
  });

  test('whoever indexes next aims at its own rules, in a generation of its own', () => {
    expect(aimedState(state([]))).toEqual(state([]));
    expect(aimedState(state([], indexCode - 1, indexCode - 1))).toEqual({
      ...state([], indexCode - 1),
      generation: 8,
    });
    expect(aimedState(state([], indexCode + 1, indexCode + 1))).toEqual({ ...state([], 0), generation: 8 });
  });

  test('full text begins with a new generation, and ends when it is turned off', () => {
    const off = state([]);
    expect(nextState(off, [], true)).toEqual({ ...off, generation: 8, fullText: 'pending' });
    expect(nextState({ ...off, fullText: 'pending' }, [], true)).toEqual({ ...off, fullText: 'pending' });
    expect(nextState({ ...off, fullText: 'ready' }, [], true)).toEqual({ ...off, fullText: 'ready' });
    expect(nextState({ ...off, fullText: 'ready' }, [], false)).toEqual(off);
  });
});
