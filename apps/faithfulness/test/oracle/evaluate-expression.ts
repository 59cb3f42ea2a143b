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

/** What an R4 search expression selects, evaluated by the general engine; `resolve() is X` is judged by the reference's own words. */
export function evaluateExpression(expression: string, resource: JsonObject, context?: object): readonly Selected[] {
  const branches = compiled.get(expression) ?? splitUnion(expression).map(compileBranch);
  compiled.set(expression, branches);
  return branches.flatMap(({ select, target }) =>
    select(context ?? resource, resource).filter(
      (one) => one !== null && one !== undefined && (target === undefined || pointsAt(one, target)),
    ),
  );
}

function compileBranch(branch: string): Branch {
  const target = /\.where\(\s*resolve\(\)\s+is\s+(\w+)\s*\)/.exec(branch)?.[1];
  const plain = branch
    .replace(/\.where\(\s*resolve\(\)\s+is\s+\w+\s*\)/g, '')
    .replace(/hasExtension\(('[^']*')\)/g, 'extension($1).exists()')
    // `as` is meant for one element; R4's expressions use it on many.
    .replace(/\(?([\w.]+) as (\w+)\)?/g, (_, path: string, type: string) => `${path}.ofType(${type})`)
    .replace(/\.as\((\w+)\)/g, (_, type: string) => `.ofType(${type})`);
  const run = fhirpath.compile(plain, r4, { async: false });
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

function pointsAt(value: unknown, target: string): boolean {
  const reference = typeof value === 'object' && value !== null && 'reference' in value ? String(value.reference) : '';
  if (new RegExp(`(^|/)${target}/[A-Za-z0-9.-]{1,64}(/_history/|$)`).test(reference)) return true;
  return typeof value === 'object' && value !== null && 'type' in value && value.type === target;
}
