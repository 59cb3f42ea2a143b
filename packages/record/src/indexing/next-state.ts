import { indexCode } from '@baseplate-epr/fhir';
import type { ActiveParameter } from './active-parameters.ts';
import type { IndexState, KnownParameter } from './index-state.ts';

/**
 * The state that follows from the parameters that take effect now, and from whether full-text search is wanted. A parameter stays ready only if every version of it between is
 * known to have found the same: what was written while it was another, or none, is not indexed by it. A process of an older release
 * than the record is indexed for leaves everything as it is: it does not know what that release made of it.
 */
export function nextState(before: IndexState, active: readonly ActiveParameter[], fullText: boolean): IndexState {
  if (before.aim > indexCode) return before;
  const parameters = active.map((one) => known(one, before));
  const added = parameters.some(({ id, digest }) => before.parameters.find((one) => one.id === id)?.digest !== digest);
  const lapsed = parameters.some(({ id, ready }) => !ready && before.parameters.find((one) => one.id === id)?.ready);
  const begins = fullText && before.fullText === 'off';
  return {
    generation: before.generation + (added || lapsed || begins ? 1 : 0),
    code: before.code,
    aim: before.aim,
    // What is written while it is off has no words in the index.
    fullText: begins ? 'pending' : fullText ? before.fullText : 'off',
    parameters,
  };
}

/** The state in which this release's rules are the ones to index by; the same where they are already. */
export function aimedState(before: IndexState): IndexState {
  if (before.aim === indexCode) return before;
  // What a newer release has indexed, this one cannot tell from its own: nothing counts as indexed until all is.
  const code = before.aim > indexCode ? 0 : before.code;
  return { ...before, generation: before.generation + 1, code, aim: indexCode };
}

function known({ id, versionId, digest }: ActiveParameter, before: IndexState): KnownParameter {
  const last = before.parameters.find((one) => one.id === id);
  const step = last === undefined ? 0 : Number(versionId) - Number(last.versionId);
  const continues = last?.digest === digest && (step === 0 || step === 1);
  return { id, versionId, digest, ready: continues && last.ready };
}
