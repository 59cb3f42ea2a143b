import { parseFhirPath } from '../fhirpath/parse-fhirpath.ts';
import { elementsOf, isKnownType, isSubtype } from '../fhirpath/type-model.ts';
import { type PathStep, type PlainPath, plainPaths } from './plain-path.ts';
import type { SearchParameter } from './search-parameter.ts';

const known = new WeakMap<SearchParameter, ReadonlyMap<string, ReadonlySet<string> | undefined>>();

/** The types of the elements that a parameter is about in resources of a type; `undefined` if its expression does not tell. */
export function elementTypes(resourceType: string, parameter: SearchParameter): ReadonlySet<string> | undefined {
  const types = known.get(parameter) ?? new Map();
  if (types.has(resourceType)) return types.get(resourceType);
  const found = typesFound(resourceType, plainPaths(parseFhirPath(parameter.expression)));
  known.set(parameter, new Map([...types, [resourceType, found]]));
  return found;
}

function typesFound(resourceType: string, paths: readonly PlainPath[] | undefined): ReadonlySet<string> | undefined {
  if (paths === undefined) return undefined;
  const found = new Set<string>();
  const walk = (steps: readonly PathStep[], type: string): void => {
    const [step, ...rest] = steps;
    if (step === undefined) found.add(type);
    else if (step.kind === 'member') {
      for (const { type: next } of elementsOf(type).get(step.name) ?? []) walk(rest, next);
    } else if (step.kind !== 'ofType' || isSubtype(type, step.type)) walk(rest, type);
  };
  for (const { root, steps } of paths) {
    if (!isKnownType(root)) walk([{ kind: 'member', name: root }, ...steps], resourceType);
    else if (isSubtype(resourceType, root)) walk(steps, resourceType);
  }
  return found;
}
