import type { CodeSet } from '../../terminology/code-set.ts';
import type { SearchContext } from './search-context.ts';
import { needName, type SearchNeed } from './search-need.ts';

/** The codes that a need stands for; none as long as they are not worked out, which is then noted. */
export function neededCodes(context: SearchContext, need: SearchNeed & { kind: 'value-set' | 'codes' }): CodeSet {
  const answer = lookUp(context, need);
  return answer instanceof Map ? answer : new Map();
}

/** The ids that a need stands for; likewise. */
export function neededPlaces(context: SearchContext, need: SearchNeed & { kind: 'places' }): readonly string[] {
  const answer = lookUp(context, need);
  return Array.isArray(answer) ? answer : [];
}

function lookUp(context: SearchContext, need: SearchNeed) {
  const name = needName(need);
  const answer = context.answers?.get(name);
  if (answer === undefined) context.needs.set(name, need);
  return answer;
}
