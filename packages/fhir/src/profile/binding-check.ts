import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import { codesOf, judgeCodes } from '../terminology/judge-codes.ts';
import { withoutVersion } from '../terminology/terminology.ts';
import { note, type ValidationRun } from '../validation/validation-run.ts';
import { breach } from './breach.ts';
import type { CompileScope } from './compile-scope.ts';
import type { Binding } from './constraint-node.ts';
import type { ItemCheck } from './item.ts';
import { retiredCodes } from './retired-codes.ts';

/**
 * Compiles a binding. A code outside of a required one is refused; outside of an extensible one it is a warning, of a preferred one
 * information. What cannot be decided, because the code system is not here, is told as not checked.
 */
export function bindingCheck({ strength, valueSet }: Binding, scope: CompileScope): ItemCheck | undefined {
  if (strength === 'example') return undefined;
  const membership = scope.terminology.valueSet(valueSet);
  if (membership === undefined) {
    scope.problem(`It binds to ${valueSet} (${strength}), which is not here: codes are not checked against it.`);
  }
  const url = withoutVersion(valueSet);
  const told = `the value set ${valueSet} (${strength}, profile ${scope.url})`;
  return ({ value, type }, run) => {
    if (strength !== 'required' && !run.advice) return;
    const codings = codesOf(value, type);
    if (codings === undefined) return;
    // A concept that is only an extension says why there is no code; without a coding it is no claim about an extensible set.
    if (codings.length === 0 && (strength !== 'required' || onlyExtension(value))) return;
    const verdict = judgeCodes(codings, membership);
    if (verdict === true) return;
    const retired = verdict === false ? retiredCodes(url, codings) : undefined;
    if (retired !== undefined) note(run, 'warning', 'code-invalid', retired);
    else if (verdict === undefined) notChecked(run, told);
    else if (strength === 'required') breach(run, 'code-invalid', `One code must be of ${told}.`);
    else {
      note(
        run,
        strength === 'extensible' ? 'warning' : 'information',
        'code-invalid',
        `No code is of ${told}; use one that is, where one fits.`,
      );
    }
  };
}

function notChecked(run: ValidationRun, told: string): void {
  if (!run.advice) return;
  note(run, 'information', 'not-supported', `Not checked: whether a code is of ${told} cannot be told here.`);
}

function onlyExtension(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && value.coding === undefined && value.code === undefined && value.extension !== undefined;
}
