import { foldCode } from '../search/entry/token-entries.ts';
import type { CodeSet } from './code-set.ts';
import type { KnownCodeSystem } from './known-code-system.ts';
import { terminologyError } from './terminology-error.ts';

/**
 * A code as its system writes it.
 * @throws BaseplateError `query-invalid` if the system does not have it
 */
export function codeNamed({ concepts, folded }: KnownCodeSystem, code: string): string {
  const found = concepts.has(code) ? code : folded.get(foldCode(code));
  if (found !== undefined) return found;
  throw terminologyError(
    'A code whose place in its code system is asked for is not in it as it is loaded. Check the code, or load a CodeSystem that has it.',
  );
}

/**
 * A code with everything below it, or above it, by any number of steps; circles do no harm.
 * @throws BaseplateError `query-invalid` if the system does not have the code
 */
export function codesReached(system: KnownCodeSystem, code: string, direction: 'above' | 'below'): ReadonlySet<string> {
  const steps = direction === 'below' ? system.children : system.parents;
  const reached = new Set([codeNamed(system, code)]);
  for (const at of reached) {
    for (const next of steps.get(at) ?? []) reached.add(next);
  }
  return reached;
}

/** A code, and which way to go from it. */
export interface RelatedCodes {
  readonly system: string;
  readonly code: string;
  readonly direction: 'above' | 'below';
}

/**
 * A code with all that it subsumes (`below`) or that subsume it (`above`).
 * @param known - the code system, if it is known
 * @throws BaseplateError `query-invalid` if the code system is not known or does not have the code
 */
export function relatedCodes({ system, code, direction }: RelatedCodes, known: KnownCodeSystem | undefined): CodeSet {
  if (known === undefined) {
    throw terminologyError(
      `The code system that “${direction}” needs is not loaded with all its concepts. Load it as a CodeSystem with the content “complete”.`,
    );
  }
  return new Map([[system, codesReached(known, code, direction)]]);
}
