import type { SearchParameter } from './search-parameter.ts';
import { type SearchRegistry, searchRegistry } from './search-registry.ts';

/** What a CapabilityStatement says of the searches of one type (`CapabilityStatement.rest.resource`). */
export interface SearchMetadata {
  /** `searchParam`: those of full-text search, then the others ordered by name; only what is supported. */
  readonly searchParam: readonly { readonly name: string; readonly definition: string; readonly type: string }[];
  /** `searchInclude`, such as `Observation:patient`. */
  readonly searchInclude: readonly string[];
}

const fullTextParameters = [
  { name: '_content', definition: 'http://hl7.org/fhir/SearchParameter/Resource-content', type: 'special' },
  { name: '_text', definition: 'http://hl7.org/fhir/SearchParameter/DomainResource-text', type: 'string' },
];

/** The supported search parameters of a type, those of every type included. */
export function searchParametersForMetadata(type: string, registry: SearchRegistry = searchRegistry): SearchMetadata {
  const supported = registry.parametersOf(type).filter(isSupported);
  return {
    searchParam: [
      ...(registry.fullText === 'ready' ? fullTextParameters : []),
      ...supported.map(({ name, url, type: kind }) => ({ name, definition: url, type: kind })),
    ],
    searchInclude: includableReferences(type, registry).map((name) => `${type}:${name}`),
  };
}

/** The reference parameters of a type: what `_include` may name, in alphabetical order. */
export function includableReferences(type: string, registry: SearchRegistry = searchRegistry): readonly string[] {
  return registry
    .parametersOf(type)
    .filter((parameter) => parameter.type === 'reference')
    .map((parameter) => parameter.name);
}

/** What `_revinclude` may name for a type, such as `Observation:patient`, among the types given. */
export function revincludableReferences(
  type: string,
  among: readonly string[],
  registry: SearchRegistry = searchRegistry,
): readonly string[] {
  return among.flatMap((source) =>
    registry
      .parametersOf(source)
      .filter((parameter) => parameter.type === 'reference' && parameter.targets.includes(type))
      .map((parameter) => `${source}:${parameter.name}`),
  );
}

function isSupported(parameter: SearchParameter): boolean {
  return parameter.type !== 'composite' || parameter.components.length > 0;
}
