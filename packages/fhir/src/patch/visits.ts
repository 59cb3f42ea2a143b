import type { Counting } from '../fhirpath/compile-step.ts';
import { patchError } from './patch-fault.ts';

/** Counts what the operations of one patch look at, so that none can keep the record busy for as long as it likes. */
export interface Visits {
  /**
   * Elements, items or values were looked at, or are about to be.
   *
   * @param name - of the operation, for the message.
   * @throws BaseplateError (too-costly) when they are more than the patch may look at
   */
  add(count: number, name: string): void;
}

/** Characters of text that are worth one element: a criterion may put texts together. */
const charactersAnElement = 16;

/** Makes the count for one patch. */
export function countVisits(most: number): Visits {
  let visited = 0;
  return {
    add(count, name) {
      visited += count;
      if (visited <= most) return;
      throw patchError(
        'too-costly',
        `With ${name} the patch looks at more than the ${most} elements accepted here. Say more directly where the elements are, patch in parts, or update the resource instead.`,
      );
    },
  };
}

/** Counts what the expressions within a path are evaluated on. */
export function countingVisits({ add }: Visits, name: string): Counting {
  return {
    evaluated: (step) => (scope) => {
      const items = step(scope);
      let count = items.length === 0 ? 1 : items.length;
      for (const { value } of items)
        if (typeof value === 'string') count += Math.floor(value.length / charactersAnElement);
      add(count, name);
      return items;
    },
    compared: (step) => (scope) => {
      const items = step(scope);
      let count = 0;
      for (const { value } of items) count += valuesWithin(value);
      if (count > 0) add(count, name);
      return items;
    },
  };
}

function valuesWithin(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const one of Object.values(value)) count += 1 + valuesWithin(one);
  return count;
}
