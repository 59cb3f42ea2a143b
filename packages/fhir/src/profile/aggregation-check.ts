import { isJsonObject } from '../json/json-value.ts';
import { resolveReference } from '../validation/resolve-reference.ts';
import type { ValidationRun } from '../validation/validation-run.ts';
import { breach } from './breach.ts';
import type { Aggregation, TypeConstraint } from './constraint-node.ts';
import type { ItemCheck } from './item.ts';

/** Compiles the rule where the target of a reference may be; undefined where it may be anywhere. */
export function aggregationCheck(types: readonly TypeConstraint[], profile: string): ItemCheck | undefined {
  const references = types.filter(({ code }) => code === 'Reference');
  if (references.length === 0 || references.some(({ aggregation }) => aggregation.length === 0)) return undefined;
  const allowed = new Set(references.flatMap(({ aggregation }) => aggregation));
  const rule = `What the reference points at must be ${[...allowed].join(' or ')} (profile ${profile}).`;
  return ({ value, type }, run) => {
    if (type !== 'Reference' || !isJsonObject(value) || typeof value.reference !== 'string') return;
    if (!placesOf(value.reference, run).some((place) => allowed.has(place))) breach(run, 'value', rule);
  };
}

/** What is in the same Bundle is outside the resource too. A resource that is looked at alone may be meant for a Bundle. */
function placesOf(reference: string, run: ValidationRun): readonly Aggregation[] {
  if (reference.startsWith('#')) return ['contained'];
  const mayBeBundled = run.bundle === undefined || resolveReference(reference, run) !== undefined;
  return mayBeBundled ? ['referenced', 'bundled'] : ['referenced'];
}
