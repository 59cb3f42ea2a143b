import { terminologyError } from './terminology-error.ts';
import type { CodeSystemConcept, CodeSystemResource } from './terminology-resource.ts';

/** The concepts of a code system, and which stands above which. */
export interface CodeHierarchy {
  readonly system: string;
  readonly concepts: ReadonlyMap<string, CodeSystemConcept>;
  readonly children: ReadonlyMap<string, ReadonlySet<string>>;
  readonly parents: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Properties that name a concept above (https://hl7.org/fhir/R4/codesystem.html#hierarchy, and those of v3 code systems). */
const upward = new Set(['parent', 'subsumedBy', 'isA', 'is-a']);
const downward = new Set(['child']);

/**
 * Reads the hierarchy from nested concepts and from the properties `parent`, `subsumedBy`, `isA` and `child`.
 * @throws BaseplateError `query-too-costly` for more concepts than the limit
 */
export function codeHierarchy({ url = '', concept = [] }: CodeSystemResource, limit: number): CodeHierarchy {
  const concepts = new Map<string, CodeSystemConcept>();
  const children = new Map<string, Set<string>>();
  const parents = new Map<string, Set<string>>();
  const link = (above: string, below: string) => {
    children.set(above, (children.get(above) ?? new Set()).add(below));
    parents.set(below, (parents.get(below) ?? new Set()).add(above));
  };
  const waiting = concept.map((one) => ({ one, above: undefined as string | undefined }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { one, above } = next;
    const code = one.code;
    if (typeof code !== 'string') continue;
    concepts.set(code, one);
    if (concepts.size > limit) {
      throw terminologyError(
        `A code system has more than ${limit} concepts, which is the limit. Raise the record's limit “codeSystemConcepts”.`,
      );
    }
    if (above !== undefined) link(above, code);
    for (const { code: name = '', ...value } of one.property ?? []) {
      const other = value.valueCode ?? value.valueString;
      if (typeof other !== 'string') continue;
      if (upward.has(name)) link(other, code);
      else if (downward.has(name)) link(code, other);
    }
    for (const inner of one.concept ?? []) waiting.push({ one: inner, above: code });
  }
  return { system: url, concepts, children, parents };
}

/** A code with everything below it, or above it, by any number of steps; circles do no harm. */
export function codesReached(
  hierarchy: CodeHierarchy,
  code: string,
  direction: 'above' | 'below',
): ReadonlySet<string> {
  const steps = direction === 'below' ? hierarchy.children : hierarchy.parents;
  const reached = new Set([code]);
  for (const at of reached) {
    for (const next of steps.get(at) ?? []) reached.add(next);
  }
  return reached;
}
