import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import { type CompiledExpression, compileFhirPath } from '../fhirpath/compile-fhirpath.ts';
import type { EvaluateOptions } from '../fhirpath/evaluate-options.ts';
import { type Items, noItems } from '../fhirpath/item.ts';
import { parseFhirPath } from '../fhirpath/parse-fhirpath.ts';
import type { EntrySink } from './entry/entry-sink.ts';
import { entryWriter } from './entry/entry-writer.ts';
import { tellingPresence } from './entry/present-entry.ts';
import { nestedReference } from './entry/reference-entries.ts';
import { removedItems } from './entry/removed-items.ts';
import { type Extractor, pathExtractor } from './path-extractor.ts';
import { plainPaths } from './plain-path.ts';
import type { SearchParameter } from './search-parameter.ts';
import type { SearchRegistry } from './search-registry.ts';

/** Adds every entry of a resource to the sink, parameter by parameter. */
export type ResourceExtractor = (sink: EntrySink, resource: unknown) => void;

/** What the store knows of itself is not indexed. */
const keptByStore = new Set(['_id', '_lastUpdated']);

const compiled = new WeakMap<SearchRegistry, Map<string, ResourceExtractor>>();

/** The extractor for a resource type, compiled when first asked for. */
export function resourceExtractor(registry: SearchRegistry, type: string): ResourceExtractor {
  const known = compiled.get(registry) ?? new Map<string, ResourceExtractor>();
  compiled.set(registry, known);
  const found = known.get(type);
  if (found) return found;
  const made = compileResource(registry, type);
  known.set(type, made);
  return made;
}

function compileResource(registry: SearchRegistry, type: string): ResourceExtractor {
  const parameters = registry.parametersOf(type);
  const numbered = numberedElements(parameters);
  const extractors = parameters
    .filter((parameter) => !keptByStore.has(parameter.name))
    .flatMap((parameter) => [
      ...parameterExtractors(type, parameter, numbered),
      ...(type === 'List' && parameter.name === 'item' ? [removedItems] : []),
    ]);
  return (sink, resource) => {
    for (const extract of extractors) extract(sink, resource, 0);
  };
}

/** What finds the entries of one parameter in resources of a type; none if nothing there can be searched by it. */
export function parameterExtractors(
  type: string,
  parameter: SearchParameter,
  numbered: ReadonlySet<string>,
): readonly Extractor[] {
  if (parameter.type === 'composite') return [];
  const paths = plainPaths(parseFhirPath(parameter.expression));
  if (!paths) return [generalExtractor(type, parameter)];
  return paths.flatMap((path) => pathExtractor(type, path, parameter, numbered) ?? []);
}

/** For the few expressions that are no plain paths, such as `Patient.deceased.exists() and Patient.deceased != false`. */
function generalExtractor(type: string, parameter: SearchParameter): Extractor {
  const compiled = compileFhirPath(parameter.expression);
  if (!compiled) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `The search parameter ${parameter.url} cannot be indexed: its expression uses FHIRPath that is not supported. Rewrite the expression.`,
    });
  }
  return (sink, resource, element) => {
    for (const item of evaluated(compiled, { value: resource, type })) {
      const nested = parameter.type === 'reference' && parameter.targets.includes(item.type);
      const writer = nested ? nestedReference : entryWriter(parameter.type, fhirTypeOf(item.type));
      if (item.value === undefined || !writer) continue;
      tellingPresence(writer)(sink, parameter.name, element, item.value);
    }
  };
}

/** Nothing where FHIRPath demands an error, such as several items where one is allowed: that is no fault of the resource. */
function evaluated(compiled: CompiledExpression, options: EvaluateOptions): Items {
  try {
    return compiled.evaluate(options);
  } catch (error) {
    if (isBaseplateError(error)) return noItems;
    throw error;
  }
}

/** The FHIR type of computed values: `System.DateTime` is searched like a dateTime. */
function fhirTypeOf(type: string): string {
  return type.startsWith('System.') ? type.charAt(7).toLowerCase() + type.slice(8) : type;
}

/** The repeating elements that composite parameters are about; the resource itself counts as number 0. */
export function numberedElements(
  parameters: readonly Pick<SearchParameter, 'type' | 'expression'>[],
): ReadonlySet<string> {
  const paths = parameters
    .filter((parameter) => parameter.type === 'composite')
    .flatMap((parameter) => plainPaths(parseFhirPath(parameter.expression)) ?? []);
  const names = paths.map((path) =>
    [path.root, ...path.steps.flatMap((step) => (step.kind === 'member' ? [step.name] : []))].join('.'),
  );
  return new Set(names.filter((name) => name.includes('.')));
}
