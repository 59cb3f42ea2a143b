import {
  type CodeSet,
  listedCodes,
  needName,
  type SearchAnswers,
  type SearchNeed,
  tooManyCodes,
} from '@baseplate-epr/fhir';
import { tooCostly } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { requireWaiting } from '../session/require-waiting.ts';
import { placesInHierarchy } from './places-in-hierarchy.ts';

/**
 * Works out what a search needs to know beforehand: codes of value sets, places of hierarchies. How many there are, and what all of
 * them together stand for, is bounded.
 * @throws RecordError 422 if there are more, or they stand for more codes, than the limits; BaseplateError `cancelled`
 */
export async function answerNeeds(
  parts: RecordParts,
  caller: Caller,
  needs: readonly SearchNeed[],
): Promise<SearchAnswers> {
  const { searchCodes, searchLookUps } = parts.limits;
  if (needs.length > searchLookUps) {
    throw tooCostly(
      `The search names more than ${searchLookUps} value sets and hierarchies, which is the limit. Search in several steps, or raise the record's limit “searchLookUps”.`,
    );
  }
  const answers = new Map<string, CodeSet | readonly string[]>();
  const terminology = parts.terminology.lookUp(caller.signal);
  let left = searchCodes;
  for (const need of needs) {
    requireWaiting(caller.signal);
    const found =
      need.kind === 'places' ? await placesInHierarchy(parts, caller, need) : await terminology.codesFor(need);
    left -= sizeOf(found);
    if (left < 0) throw tooManyCodes(searchCodes);
    answers.set(needName(need), found);
  }
  return answers;
}

function sizeOf(found: CodeSet | readonly string[]): number {
  return found instanceof Map ? listedCodes(found) : (found as readonly string[]).length;
}
