import { foldCode } from '../search/entry/token-entries.ts';
import { terminologyError } from './terminology-error.ts';
import type { CodeSystemConcept, CodeSystemResource } from './terminology-resource.ts';

/** The concepts of a code system, and which stands above which. */
export interface CodeHierarchy {
  readonly system: string;
  readonly concepts: ReadonlyMap<string, CodeSystemConcept>;
  /** Codes by what they are folded, where the system does not say that it tells cases apart. */
  readonly folded: ReadonlyMap<string, string>;
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
export function codeHierarchy(
  { url = '', caseSensitive = false, concept = [] }: CodeSystemResource,
  limit: number,
): CodeHierarchy {
  const folded = new Map<string, string>();
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
    if (!caseSensitive) folded.set(foldCode(code), code);
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
  return { system: url, concepts, folded, children, parents };
}

/**
 * A code as its system writes it.
 * @throws BaseplateError `query-invalid` if the system does not have it
 */
export function codeNamed({ concepts, folded }: CodeHierarchy, code: string): string {
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
export function codesReached(
  hierarchy: CodeHierarchy,
  code: string,
  direction: 'above' | 'below',
): ReadonlySet<string> {
  const steps = direction === 'below' ? hierarchy.children : hierarchy.parents;
  const reached = new Set([codeNamed(hierarchy, code)]);
  for (const at of reached) {
    for (const next of steps.get(at) ?? []) reached.add(next);
  }
  return reached;
}
