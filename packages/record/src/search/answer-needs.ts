import {
  type CodeSet,
  listedCodes,
  needName,
  type SearchAnswers,
  type SearchNeed,
  tooManyCodes,
} from '@baseplate-epr/fhir';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { placesInHierarchy } from './places-in-hierarchy.ts';

/**
 * Works out what a search needs to know beforehand: codes of value sets, places of hierarchies. All of them together are bounded.
 * @throws RecordError 422 if they stand for more codes than the limit
 */
export async function answerNeeds(
  parts: RecordParts,
  caller: Caller,
  needs: readonly SearchNeed[],
): Promise<SearchAnswers> {
  const answers = new Map<string, Awaited<ReturnType<typeof answer>>>();
  const limit = parts.limits.searchCodes;
  let left = limit;
  for (const need of needs) {
    const found = await answer(parts, caller, need);
    left -= sizeOf(found);
    if (left < 0) throw tooManyCodes(limit);
    answers.set(needName(need), found);
  }
  return answers;
}

function answer(parts: RecordParts, caller: Caller, need: SearchNeed) {
  return need.kind === 'places' ? placesInHierarchy(parts, caller, need) : parts.terminology.codesFor(need);
}

function sizeOf(found: CodeSet | readonly string[]): number {
  return found instanceof Map ? listedCodes(found) : (found as readonly string[]).length;
}
