import type { JsonObject } from '@baseplate-epr/fhir';
import type { Definition } from './definitions.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { splitEscaped, valueMatches } from './value-matches.ts';

/** A resource that the record holds. */
export interface Held {
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject;
}

/** Answers searches by looking at every resource, as the words of https://hl7.org/fhir/R4/search.html have it. */
export interface Oracle {
  readonly held: readonly Held[];
  ofType(type: string): readonly Held[];
  /** The parameters of a type, those of Resource included. */
  parametersOf(type: string): ReadonlyMap<string, Definition>;
  valuesOf(one: Held, definition: Definition): readonly unknown[];
  /** Whether a resource answers a parameter; undefined where R4 leaves it to the server. */
  answers(one: Held, name: string, value: string): boolean | undefined;
  /** What a reference of the examples leads to in the record. */
  resolve(value: unknown): Held | undefined;
}

/** Makes the oracle. */
export function createOracle(
  held: readonly Held[],
  definitions: ReadonlyMap<string, Definition>,
  base: string,
): Oracle {
  const byType = Map.groupBy(held, ({ type }) => type);
  const byName = new Map(held.map((one) => [`${one.type}/${one.id}`, one]));
  const values = new Map<Held, Map<string, readonly unknown[]>>();
  const parameters = new Map<string, ReadonlyMap<string, Definition>>();
  const inside = new Map<JsonObject, Held>();

  function parametersOf(type: string): ReadonlyMap<string, Definition> {
    const known = parameters.get(type);
    if (known !== undefined) return known;
    const own = [...definitions.values()].filter(
      ({ base: types }) => types.includes(type) || types.includes('Resource'),
    );
    const made = new Map(own.map((one) => [one.code, one]));
    parameters.set(type, made);
    return made;
  }

  function valuesOf(one: Held, definition: Definition): readonly unknown[] {
    const known = values.get(one) ?? new Map<string, readonly unknown[]>();
    values.set(one, known);
    const before = known.get(definition.url);
    if (before !== undefined) return before;
    const found = evaluateExpression(definition.expression, one.resource, { types: searchedTypes(definition) });
    known.set(definition.url, found);
    return found;
  }

  function resolve(value: unknown): Held | undefined {
    const isReference = typeof value === 'object' && value !== null && 'reference' in value;
    const text = isReference ? String(value.reference) : typeof value === 'string' ? value : '';
    const local = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;
    return byName.get(local.replace(/\/_history\/.*$/, ''));
  }

  /** Chains go into contained resources too (https://hl7.org/fhir/R4/search.html#contained). */
  function resolveWithin(one: Held, value: unknown): Held | undefined {
    const text = typeof value === 'object' && value !== null && 'reference' in value ? value.reference : value;
    if (typeof text !== 'string' || !text.startsWith('#')) return resolve(value);
    const all = (one.resource.contained ?? []) as readonly JsonObject[];
    const found = all.find(({ id }) => id === text.slice(1));
    if (found === undefined) return undefined;
    const known = inside.get(found) ?? { type: String(found.resourceType), id: text, resource: found };
    inside.set(found, known);
    return known;
  }

  function answers(one: Held, name: string, value: string): boolean | undefined {
    const reverse = /^_has:(\w+):([\w-]+):(.*)$/.exec(name);
    if (reverse !== null) {
      const [, type = '', reference = '', rest = ''] = reverse;
      const definition = parametersOf(type).get(reference);
      if (definition === undefined) return undefined;
      return (byType.get(type) ?? []).some(
        (other) =>
          valuesOf(other, definition).some((each) => resolve(each) === one) && answers(other, rest, value) === true,
      );
    }
    const chain = /^([\w-]+)(?::(\w+))?\.(.*)$/.exec(name);
    if (chain !== null) {
      const [, reference = '', type, rest = ''] = chain;
      const definition = parametersOf(one.type).get(reference);
      if (definition === undefined) return undefined;
      return valuesOf(one, definition).some((each) => {
        const target = resolveWithin(one, each);
        return (
          target !== undefined && (type === undefined || target.type === type) && answers(target, rest, value) === true
        );
      });
    }
    const [code = '', modifier = ''] = name.split(':');
    const definition = parametersOf(one.type).get(code);
    if (definition === undefined) return undefined;
    const found = valuesOf(one, definition);
    if (modifier === 'missing') return (found.length === 0) === (value === 'true');
    const alternatives = splitEscaped(value, ',');
    if (modifier === 'not')
      return !alternatives.some((asked) => found.some((each) => valueMatches('token', '', asked, each, base)));
    if (definition.type === 'composite')
      return alternatives.some((asked) => compositeAnswers(one, definition, found, asked));
    return alternatives.some((asked) =>
      found.some((each) => valueMatches(definition.type, modifier, asked, each, base) === true),
    );
  }

  function compositeAnswers(one: Held, { component }: Definition, found: readonly unknown[], asked: string): boolean {
    const parts = splitEscaped(asked, '$');
    return found.some((element) =>
      component.every(({ definition: url, expression }, index) => {
        const definition = definitions.get(url);
        const part = parts[index];
        if (definition === undefined || part === undefined) return false;
        const selected = selectFrom(one, element, expression);
        return selected.some((each) => valueMatches(definition.type, '', part, each, base) === true);
      }),
    );
  }

  return { held, ofType: (type) => byType.get(type) ?? [], parametersOf, valuesOf, answers, resolve };
}

/**
 * The types that a parameter searches, by the table of https://hl7.org/fhir/R4/search.html#table, where its expression also finds others:
 * a string beside dates, an Attachment beside references, any resource at the beginning of a Bundle.
 */
function searchedTypes({ type, target }: Definition): readonly string[] {
  if (type === 'date') return ['date', 'dateTime', 'instant', 'Period', 'Timing'];
  return type === 'reference' ? ['Reference', 'canonical', 'uri', 'url', ...target] : [];
}

/** What a component's expression selects from one element of a composite; plain paths and choices are all that R4 uses. */
export function selectFrom(one: Held, element: unknown, expression: string): readonly unknown[] {
  if (element === one.resource)
    return evaluateExpression(`${one.type}.${expression.replace(/\s\|\s/g, ` | ${one.type}.`)}`, one.resource);
  return evaluateExpression(expression, one.resource, { context: element as object });
}
