import type { JsonObject } from '@baseplate-epr/fhir';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';

/** One element that an expression selects. */
export type Selected = unknown;

interface Branch {
  readonly select: (place: object, resource: object) => unknown[];
  /** The type that `resolve() is …` asks of a reference. */
  readonly target: string | undefined;
}

const compiled = new Map<string, readonly Branch[]>();

/** Where an expression begins, and what it may find. */
export interface EvaluateOptions {
  /** The element to begin at; the resource itself if it is left out. */
  readonly context?: object;
  /** FHIR types of what is looked for; any, if it is left out. */
  readonly types?: readonly string[];
}

/**
 * What an R4 search expression selects, evaluated by the general engine; `resolve() is X` is judged by the reference's own words, and by
 * the contained resource that it points at.
 */
export function evaluateExpression(
  expression: string,
  resource: JsonObject,
  { context, types = [] }: EvaluateOptions = {},
): readonly Selected[] {
  const key = `${expression} of ${types.join()}`;
  const branches = compiled.get(key) ?? splitUnion(expression).map((branch) => compileBranch(branch, types));
  compiled.set(key, branches);
  return branches.flatMap(({ select, target }) =>
    select(context ?? resource, resource).filter(
      (one) => one !== null && one !== undefined && (target === undefined || pointsAt(one, target, resource)),
    ),
  );
}

function compileBranch(branch: string, types: readonly string[]): Branch {
  const target = /\.where\(\s*resolve\(\)\s+is\s+(\w+)\s*\)/.exec(branch)?.[1];
  const plain = branch
    .replace(/\.where\(\s*resolve\(\)\s+is\s+\w+\s*\)/g, '')
    .replace(/hasExtension\(('[^']*')\)/g, 'extension($1).exists()')
    // `as` is meant for one element; R4's expressions use it on many.
    .replace(/\(?([\w.]+) as (\w+)\)?/g, (_, path: string, type: string) => `${path}.ofType(${type})`)
    .replace(/\.as\((\w+)\)/g, (_, type: string) => `.ofType(${type})`);
  const ofTypes = types.map((type) => `$this is FHIR.${type}`).join(' or ');
  const run = fhirpath.compile(types.length === 0 ? plain : `(${plain}).where(${ofTypes})`, r4, { async: false });
  return { select: (place, resource) => run(place, { resource }) as unknown[], target };
}

/** Parts of a union, parted at the bars outside of parentheses. */
function splitUnion(expression: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < expression.length; at += 1) {
    if (expression[at] === '(') depth += 1;
    else if (expression[at] === ')') depth -= 1;
    else if (expression[at] === '|' && depth === 0) {
      parts.push(expression.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, expression.slice(from).trim()];
}

function pointsAt(value: unknown, target: string, { contained = [] }: JsonObject): boolean {
  const reference = typeof value === 'object' && value !== null && 'reference' in value ? String(value.reference) : '';
  if (reference.startsWith('#')) {
    const inside = (contained as readonly JsonObject[]).find(({ id }) => id === reference.slice(1));
    return inside?.resourceType === target;
  }
  if (new RegExp(`(^|/)${target}/[A-Za-z0-9.-]{1,64}(/_history/|$)`).test(reference)) return true;
  return typeof value === 'object' && value !== null && 'type' in value && value.type === target;
}
