import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import type { KnownCodeSystem } from './code-system.ts';
import type { Terminology } from './terminology.ts';
import { type CodeFilter, valueSetFilter } from './value-set-filter.ts';

/** Answers whether a code belongs to a value set. */
export interface ValueSetMembership {
  /**
   * Undefined where it cannot be told: the code system is not known here whole (SNOMED CT, LOINC), or a value set named is missing.
   *
   * @param system - undefined for an element of type code: any system of the value set will do.
   */
  has(system: string | undefined, code: string): boolean | undefined;
}

/** Compiles a ValueSet: https://hl7.org/fhir/R4/valueset.html#compositions */
export function compileValueSet(resource: JsonObject, terminology: Terminology): ValueSetMembership {
  const compose = isJsonObject(resource.compose) ? resource.compose : undefined;
  if (compose === undefined) return expansionMembership(resource.expansion);
  const includes = partsOf(compose.include).map((part) => compilePart(part, terminology));
  const excludes = partsOf(compose.exclude).map((part) => compilePart(part, terminology));
  // A value set that includes itself, by way of others, has nothing by that way.
  let underWay = false;
  return {
    has(system, code) {
      if (underWay) return false;
      underWay = true;
      try {
        return and(any(includes, system, code), not(any(excludes, system, code)));
      } finally {
        underWay = false;
      }
    },
  };
}

function expansionMembership(expansion: JsonValue | undefined): ValueSetMembership {
  const known = new Set<string>();
  const visit = (list: JsonValue | undefined): void => {
    for (const one of partsOf(list)) {
      if (typeof one.code === 'string' && one.abstract !== true) known.add(`${one.system}|${one.code}`).add(one.code);
      visit(one.contains);
    }
  };
  if (!isJsonObject(expansion)) return { has: () => undefined };
  visit(expansion.contains);
  return { has: (system, code) => known.has(system === undefined ? code : `${system}|${code}`) };
}

function compilePart(part: JsonObject, terminology: Terminology): ValueSetMembership {
  const rules: ValueSetMembership[] = [];
  const { system } = part;
  if (typeof system === 'string') rules.push(systemPart(system, part, terminology));
  if (Array.isArray(part.valueSet)) {
    for (const url of part.valueSet) {
      if (typeof url !== 'string') continue;
      rules.push({ has: (of, code) => terminology.valueSet(url)?.has(of, code) });
    }
  }
  if (rules.length === 0) return { has: () => undefined };
  return { has: (of, code) => rules.reduce<boolean | undefined>((all, rule) => and(all, rule.has(of, code)), true) };
}

function systemPart(url: string, part: JsonObject, terminology: Terminology): ValueSetMembership {
  const concepts = Array.isArray(part.concept) ? new Set(partsOf(part.concept).map((one) => one.code)) : undefined;
  const filters = Array.isArray(part.filter) ? part.filter : [];
  let compiled: readonly CodeFilter[] | undefined;
  let known: KnownCodeSystem | undefined;
  return {
    has(system, code) {
      if (system !== undefined && system !== url) return false;
      if (concepts !== undefined) return concepts.has(code);
      known ??= terminology.codeSystem(url);
      if (known === undefined) return undefined;
      if (!known.parents.has(code)) return false;
      const whole = known;
      compiled ??= filters.map((filter) => valueSetFilter(filter, whole));
      return compiled.reduce<boolean | undefined>((all, filter) => and(all, filter(code)), true);
    },
  };
}

function any(parts: readonly ValueSetMembership[], system: string | undefined, code: string): boolean | undefined {
  let found: boolean | undefined = false;
  for (const part of parts) {
    const has = part.has(system, code);
    if (has === true) return true;
    if (has === undefined) found = undefined;
  }
  return found;
}

function and(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function partsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
