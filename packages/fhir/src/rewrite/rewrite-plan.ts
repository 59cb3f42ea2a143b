import { structureOf } from '../structure/structure-of.ts';

/**
 * What to do with the value of a key when references are rewritten: hand it to the callback, look for URNs in it, go into
 * a value of a named type, or go into a resource of whatever type it says it is.
 */
export type RewriteAction =
  | { readonly kind: 'reference' | 'uri' | 'markup' | 'resource' }
  | { readonly kind: 'nested'; readonly type: string };

/** Actions by JSON key; a key without an action is skipped. */
export type RewritePlan = ReadonlyMap<string, RewriteAction>;

const plans = new Map<string, RewritePlan>();

// The types named in https://hl7.org/fhir/R4/http.html#trules, which says in so many words that canonicals are not replaced.
const uriTypes = new Set(['uri', 'url', 'oid', 'uuid']);
const markupTypes = new Set(['xhtml', 'markdown']);

/** The plan for a resource type, data type or nested element; undefined for an unknown type. Built once per type. */
export function rewritePlanOf(type: string): RewritePlan | undefined {
  const known = plans.get(type);
  if (known !== undefined) return known;
  const structure = structureOf(type);
  if (structure === undefined) return undefined;
  const plan = new Map<string, RewriteAction>();
  for (const [key, { type: elementType }] of structure.keys) {
    const action = actionFor(type, key, elementType.code);
    if (action !== undefined) plan.set(key, action);
    // The extensions of a primitive stand beside it, under the same key with an underscore.
    if (structureOf(elementType.code)?.kind === 'primitive-type')
      plan.set(`_${key}`, { kind: 'nested', type: 'Element' });
  }
  // Not by the name given: cut from the text of a resource, it would keep that whole text in memory for ever.
  plans.set(structure.name, plan);
  return plan;
}

function actionFor(owner: string, key: string, code: string): RewriteAction | undefined {
  if (owner === 'Reference' && key === 'reference') return { kind: 'reference' };
  if (uriTypes.has(code)) return { kind: 'uri' };
  if (markupTypes.has(code)) return { kind: 'markup' };
  if (code === 'Resource') return { kind: 'resource' };
  return structureOf(code)?.kind === 'primitive-type' ? undefined : { kind: 'nested', type: code };
}
