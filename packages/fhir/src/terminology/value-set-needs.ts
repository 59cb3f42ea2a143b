import type { JsonObject } from '../json/json-value.ts';
import { type ValueSetPart, valueSetContent } from './value-set-content.ts';

/** A resource that must be looked for before the codes of a value set can be told. */
export interface TerminologyNeed {
  readonly type: 'CodeSystem' | 'ValueSet';
  /** Perhaps with `|version`. */
  readonly url: string;
}

/** What a value set draws on directly: the value sets it names, and code systems of which it chooses some codes. */
export function valueSetNeeds(resource: JsonObject): readonly TerminologyNeed[] {
  const { compose, expansion } = valueSetContent(resource);
  if (compose === undefined || expansion?.whole === true) return [];
  const { include, exclude } = compose;
  const cut = exclude.length > 0;
  return [...include.flatMap((part) => needsOf(part, cut)), ...exclude.flatMap((part) => needsOf(part, false))];
}

/** A system that is included whole must be listed only if something may be taken away from it. */
function needsOf({ system, canonical, concepts, filters, valueSets }: ValueSetPart, cut: boolean) {
  const needs: TerminologyNeed[] = valueSets.map((url) => ({ type: 'ValueSet', url }));
  if (system === undefined || canonical === undefined || concepts !== undefined) return needs;
  if (filters.length > 0) needs.push({ type: 'CodeSystem', url: canonical });
  else if (cut) needs.push({ type: 'CodeSystem', url: system });
  return needs;
}
