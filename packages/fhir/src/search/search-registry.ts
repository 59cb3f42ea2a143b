import { isResourceType } from '../fhirpath/type-model.ts';
import parameterTexts from '../generated/search-parameters.json' with { type: 'json' };
import { basesOf, isBaseOf } from './bases-of.ts';
import { checkDefinition } from './custom/check-definition.ts';
import type {
  SearchParameter,
  SearchParameterComponent,
  SearchParameterDefinition,
  SearchParameterType,
} from './search-parameter.ts';

type Row = readonly [
  name: string,
  type: SearchParameterType,
  expression: string,
  url: string,
  targets: readonly string[],
  components: readonly (readonly [url: string, expression: string])[],
];

/** How far full-text search has come. */
export type FullTextState = 'off' | 'pending' | 'ready';

/** The search parameters in force. Immutable: another set is another registry. */
export interface SearchRegistry {
  /** Every parameter of a resource type, those of all types included, ordered by name; empty for an unknown type. */
  parametersOf(type: string): readonly SearchParameter[];
  /** One parameter by name; `type` may be `Resource` for those that every type has. */
  parameter(type: string, name: string): SearchParameter | undefined;
  /** Whether `_text` and `_content` can be used, or will be once every resource is indexed by its words. */
  readonly fullText: FullTextState;
  /** Whether there will be such a parameter once every resource is indexed by it. */
  isPending(type: string, name: string): boolean;
}

/** What to make a registry of, beside the parameters of R4. */
export interface SearchRegistryOptions {
  /** Further parameters; one of the same name and base replaces R4's. */
  readonly additional?: readonly SearchParameterDefinition[];
  /** Parameters that are not in the registry yet, because not every resource is indexed by them. */
  readonly pending?: readonly SearchParameterDefinition[];
  /** Default: off. */
  readonly fullText?: FullTextState;
}

const texts: Readonly<Record<string, string>> = parameterTexts;

/**
 * Makes a registry of the parameters of R4 and further ones. Cheap: a type's parameters are read when first asked for.
 * @throws BaseplateError `input-invalid` if one of the further parameters cannot be indexed.
 */
export function createSearchRegistry(options: SearchRegistryOptions = {}): SearchRegistry {
  const { additional = [], pending = [], fullText = 'off' } = options;
  for (const definition of additional) checkDefinition(definition);
  const known = new Map<string, ReadonlyMap<string, SearchParameter>>();
  const of = (type: string): ReadonlyMap<string, SearchParameter> => {
    const found = known.get(type);
    if (found) return found;
    const parameters = isResourceType(type) ? linked(rowsOf(type, additional)) : new Map();
    known.set(type, parameters);
    return parameters;
  };
  return {
    fullText,
    parametersOf: (type) => [...of(type).values()],
    parameter: (type, name) => of(type).get(name),
    isPending: (type, name) =>
      pending.some((one) => one.code === name && one.base.some((base) => isBaseOf(base, type))),
  };
}

/** The search parameters of R4. */
export const searchRegistry: SearchRegistry = createSearchRegistry();

function rowsOf(type: string, additional: readonly SearchParameterDefinition[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const base of basesOf(type)) {
    const text = Object.hasOwn(texts, base) ? texts[base] : undefined;
    for (const row of text === undefined ? [] : (JSON.parse(text) as readonly Row[])) rows.set(row[0], row);
    for (const one of additional.filter((definition) => definition.base.includes(base))) {
      const components = (one.component ?? []).map((part) => [part.definition, part.expression] as const);
      rows.set(one.code, [one.code, one.type, one.expression, one.url, one.target ?? [], components]);
    }
  }
  return [...rows.values()].sort((left, right) => (left[0] < right[0] ? -1 : 1));
}

function linked(rows: readonly Row[]): ReadonlyMap<string, SearchParameter> {
  const parameters = new Map<string, SearchParameter>();
  const byUrl = new Map<string, SearchParameter>();
  const add = (row: Row, components: readonly SearchParameterComponent[]) => {
    const parameter = { name: row[0], type: row[1], expression: row[2], url: row[3], targets: row[4], components };
    parameters.set(parameter.name, parameter);
    byUrl.set(parameter.url, parameter);
  };
  for (const row of rows) add(row, []);
  for (const row of rows) {
    if (row[1] !== 'composite') continue;
    const components = row[5].flatMap(([url, expression]) => {
      const parameter = byUrl.get(url);
      return parameter ? [{ parameter, outside: expression.startsWith('%resource') }] : [];
    });
    if (components.length === row[5].length) add(row, components);
  }
  return parameters;
}
