import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import type { ValueSetMembership } from '../terminology/compile-value-set.ts';
import { fault, note, type ValidationRun } from '../validation/validation-run.ts';
import type { CompileScope } from './compile-scope.ts';
import type { Binding } from './constraint-node.ts';
import type { ItemCheck } from './item.ts';

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
  const told = `the value set ${valueSet} (${strength}, profile ${scope.url})`;
  return ({ value, type }, run) => {
    if (strength !== 'required' && !run.advice) return;
    const codings = codingsOf(value, type);
    if (codings === undefined) return;
    // A concept that is only an extension says why there is no code; without a coding it is no claim about an extensible set.
    if (codings.length === 0 && (strength !== 'required' || onlyExtension(value))) return;
    const verdict = judge(codings, membership);
    if (verdict === true) return;
    if (verdict === undefined) notChecked(run, told);
    else if (strength === 'required') fault(run, 'code-invalid', `One code must be of ${told}.`);
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

interface Code {
  readonly system: string | undefined;
  readonly code: string;
}

/** Undefined for types that have no codes here; a coding without a code counts as one that is of no value set. */
function codingsOf(value: JsonValue | undefined, type: string): readonly (Code | undefined)[] | undefined {
  switch (type) {
    case 'code':
    case 'string':
    case 'uri':
      return typeof value === 'string' ? [{ system: undefined, code: value }] : undefined;
    case 'Coding':
      return [codeOf(value)];
    case 'CodeableConcept':
      return isJsonObject(value) && Array.isArray(value.coding) ? value.coding.map(codeOf) : [];
    case 'Quantity':
      return isJsonObject(value) && value.code !== undefined ? [codeOf(value)] : [];
    default:
      return undefined;
  }
}

function codeOf(value: JsonValue | undefined): Code | undefined {
  if (!isJsonObject(value) || typeof value.code !== 'string') return undefined;
  return { system: typeof value.system === 'string' ? value.system : '', code: value.code };
}

function onlyExtension(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && value.coding === undefined && value.code === undefined && value.extension !== undefined;
}

function judge(
  codings: readonly (Code | undefined)[],
  membership: ValueSetMembership | undefined,
): boolean | undefined {
  if (membership === undefined) return undefined;
  let verdict: boolean | undefined = false;
  for (const coding of codings) {
    const has = coding === undefined ? false : membership.has(coding.system, coding.code);
    if (has === true) return true;
    if (has === undefined) verdict = undefined;
  }
  return verdict;
}
