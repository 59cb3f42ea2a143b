import { isBaseplateError } from '@baseplate-epr/contracts';
import { compileFhirPath } from '../fhirpath/compile-fhirpath.ts';
import type { ConstraintNode } from './constraint-node.ts';

/** True when a profile has a rule that is correct FHIRPath but not supported by the compiler. */
export function needsGeneralEngine(node: ConstraintNode): boolean {
  for (const { expression } of node.invariants.values()) if (isUnsupported(expression)) return true;
  for (const one of [...node.children.values(), ...node.slices.values()]) if (needsGeneralEngine(one)) return true;
  return false;
}

function isUnsupported(expression: string): boolean {
  try {
    return compileFhirPath(expression) === undefined;
  } catch (error) {
    if (isBaseplateError(error) && error.code === 'input-invalid') return false;
    throw error;
  }
}
