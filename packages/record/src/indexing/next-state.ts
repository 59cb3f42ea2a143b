import { indexCode } from '@baseplate-epr/fhir';
import type { ActiveParameter } from './active-parameters.ts';
import type { IndexState, KnownParameter } from './index-state.ts';

/**
 * The state that follows from the parameters that take effect now, and from whether full-text search is wanted. A parameter stays ready only if every version of it between is
 * known to have found the same: what was written while it was another, or none, is not indexed by it.
 */
export function nextState(before: IndexState, active: readonly ActiveParameter[], fullText: boolean): IndexState {
  const parameters = active.map((one) => known(one, before));
  const added = parameters.some(({ id, digest }) => before.parameters.find((one) => one.id === id)?.digest !== digest);
  const lapsed = parameters.some(({ id, ready }) => !ready && before.parameters.find((one) => one.id === id)?.ready);
  const rules = before.code > indexCode;
  const begins = fullText && before.fullText === 'off';
  return {
    generation: before.generation + (added || lapsed || rules || begins ? 1 : 0),
    // An earlier release writes entries as it knows them, so what a later one had indexed is no longer all there is.
    code: Math.min(before.code, indexCode),
    // What is written while it is off has no words in the index.
    fullText: begins ? 'pending' : fullText ? before.fullText : 'off',
    parameters,
  };
}

function known({ id, versionId, digest }: ActiveParameter, before: IndexState): KnownParameter {
  const last = before.parameters.find((one) => one.id === id);
  const step = last === undefined ? 0 : Number(versionId) - Number(last.versionId);
  const continues = last?.digest === digest && (step === 0 || step === 1);
  return { id, versionId, digest, ready: continues && last.ready };
}
