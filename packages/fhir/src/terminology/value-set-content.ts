import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import type { CodeSet } from './code-set.ts';

/** What a ValueSet says of its codes; whatever is malformed is left out. */
export interface ValueSetContent {
  /** What it includes and excludes; absent where it does not say. */
  readonly compose?: { readonly include: readonly ValueSetPart[]; readonly exclude: readonly ValueSetPart[] };
  /** Its codes one by one; absent where it does not list them. */
  readonly expansion?: { readonly codes: CodeSet; readonly whole: boolean };
}

/** One `include` or `exclude`. */
export interface ValueSetPart {
  readonly system?: string;
  /** The system with its version, if one is named. */
  readonly canonical?: string;
  readonly concepts?: ReadonlySet<string>;
  readonly filters: readonly ValueSetFilter[];
  readonly valueSets: readonly string[];
}

/** A condition on the concepts of a code system. */
export interface ValueSetFilter {
  readonly property: string;
  readonly op: string;
  readonly value: string;
}

/** Reads a ValueSet: https://hl7.org/fhir/R4/valueset.html#compositions */
export function valueSetContent({ compose, expansion }: JsonObject): ValueSetContent {
  return {
    ...(isJsonObject(compose)
      ? { compose: { include: objects(compose.include).map(partOf), exclude: objects(compose.exclude).map(partOf) } }
      : {}),
    ...(isJsonObject(expansion) ? { expansion: expansionOf(expansion) } : {}),
  };
}

function partOf({ system, version, concept, filter, valueSet }: JsonObject): ValueSetPart {
  const named = typeof system === 'string';
  return {
    filters: objects(filter).map(({ property, op, value }) => ({
      property: textOf(property),
      op: textOf(op),
      value: textOf(value),
    })),
    valueSets: Array.isArray(valueSet) ? valueSet.filter((url) => typeof url === 'string') : [],
    ...(named ? { system, canonical: typeof version === 'string' ? `${system}|${version}` : system } : {}),
    ...(Array.isArray(concept)
      ? { concepts: new Set(objects(concept).flatMap(({ code }) => (typeof code === 'string' ? [code] : []))) }
      : {}),
  };
}

/** Whole if it is the first page and has as many codes as it says. */
function expansionOf({ total, offset = 0, contains }: JsonObject): NonNullable<ValueSetContent['expansion']> {
  const codes = new Map<string, Set<string>>();
  let count = 0;
  const visit = (list: JsonValue | undefined): void => {
    for (const one of objects(list)) {
      count += 1;
      const { system, code, abstract } = one;
      if (typeof system === 'string' && typeof code === 'string' && abstract !== true) {
        codes.set(system, (codes.get(system) ?? new Set()).add(code));
      }
      visit(one.contains);
    }
  };
  visit(contains);
  const whole = Array.isArray(contains) && offset === 0 && (typeof total !== 'number' || count >= total);
  return { codes, whole };
}

function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
