import { isJsonObject } from '../json/json-value.ts';
import type { ValidationRun } from '../validation/validation-run.ts';
import type { CompiledProfile } from './compile-scope.ts';
import type { Item } from './item.ts';

/**
 * Whether a value meets a profile, without saying why not. What refers to itself in a circle is taken to meet it, as long as
 * nothing else speaks against it.
 */
export function meetsProfile(item: Item, profile: CompiledProfile, run: ValidationRun): boolean {
  const { value } = item;
  if (typeof value !== 'object' || value === null) return tried(item, profile, run);
  const known = run.met.get(value) ?? new Map<CompiledProfile, boolean>();
  run.met.set(value, known);
  const before = known.get(profile);
  if (before !== undefined) return before;
  known.set(profile, true);
  const meets = tried(item, profile, run);
  known.set(profile, meets);
  return meets;
}

function tried(item: Item, profile: CompiledProfile, run: ValidationRun): boolean {
  const trial: ValidationRun = { ...run, issues: [], maxIssues: 100, advice: false, path: [] };
  const { value } = item;
  if (isJsonObject(value) && typeof value.resourceType === 'string') {
    const { contained } = run.rootResource;
    const isContained = Array.isArray(contained) && contained.includes(value);
    Object.assign(trial, { resource: value, rootResource: isContained ? run.rootResource : value });
  }
  profile.check(item, trial);
  return !trial.issues.some(({ severity }) => severity === 'error');
}
