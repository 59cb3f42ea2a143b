import type { Ask, Cell } from '../connection/ask.ts';
import { answersOf, manyOf } from '../connection/many.ts';
import { amongRows, fewOf, type Lead } from './find-few.ts';
import type { FoundMatch } from './find-page.ts';
import type { GuardTime } from './guard-time.ts';
import type { GuardSettings } from './guards.ts';
import type { Matching } from './matching.ts';
import type { Sql } from './sql.ts';

/** Something that a part of a query leads to. */
export interface Led {
  readonly matching: Matching;
  readonly lead: Lead;
}

/** So many are asked before it is looked whether there is time for more. */
const mostAtOnce = 256;

/** Every match of each, all against one state of the record, those of one shape by one statement; undefined where more would have to be looked at. */
export async function fewAtOnce(
  ask: Ask,
  led: readonly Led[],
  { few, crowded }: Pick<GuardSettings, 'few' | 'crowded'>,
  time: GuardTime,
): Promise<readonly (readonly FoundMatch[] | undefined)[]> {
  const shapes = Map.groupBy(
    led.map(({ matching, lead }, place) => ({ place, piece: fewOf(matching, [], lead.part, few), lead })),
    ({ piece }) => piece.text,
  );
  const found: (readonly FoundMatch[] | undefined)[] = [];
  for (const all of shapes.values()) {
    for (let begin = 0; begin < all.length; begin += mostAtOnce) {
      const some = all.slice(begin, begin + mostAtOnce);
      const answers = await rowsOfEach(
        ask,
        some.map(({ piece }) => piece),
        time,
      );
      for (const [index, { place, lead }] of some.entries()) {
        const matches = amongRows(answers[index] ?? [], [], few);
        crowded.note(lead.name, matches !== undefined);
        found[place] = matches;
      }
    }
  }
  return found;
}

async function rowsOfEach(
  ask: Ask,
  pieces: readonly Sql[],
  time: GuardTime,
): Promise<readonly (readonly (readonly Cell[])[])[]> {
  const together = pieces.length === 1 ? undefined : manyOf(pieces);
  if (together !== undefined) return answersOf(await time.ask(ask, together, 'little'), pieces.length);
  const answers = [];
  for (const piece of pieces) answers.push(await time.ask(ask, piece, 'little'));
  return answers;
}
