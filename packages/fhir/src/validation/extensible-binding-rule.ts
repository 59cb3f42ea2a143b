import { codesOf, judgeCodes } from '../terminology/judge-codes.ts';
import { ownTerminology } from '../terminology/terminology.ts';
import type { ValueRule } from './check.ts';
import { note } from './validation-run.ts';

/**
 * The advice that a code should come from the value set of an extensible binding (https://hl7.org/fhir/R4/terminologies.html#extensible).
 * Silent where R4 does not list the codes itself.
 */
export function extensibleBindingRule(type: string, valueSet: string): ValueRule {
  const diagnostics = `No code is of the value set ${valueSet} (extensible); use one that is, where one fits.`;
  return (value, run) => {
    const codes = codesOf(value, type);
    if (codes === undefined || codes.length === 0) return;
    if (judgeCodes(codes, ownTerminology.valueSet(valueSet)) === false)
      note(run, 'warning', 'code-invalid', diagnostics);
  };
}
