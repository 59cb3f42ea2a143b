import { isBaseplateError } from '@baseplate-epr/contracts';
import type { JsonObject } from '../json/json-value.ts';
import { type CodeFilter, codeFilter } from './code-filter.ts';
import { type CodeSet, codesWithout, commonCodes, listedCodes, unionOfCodes } from './code-set.ts';
import type { KnownCodeSystem } from './known-code-system.ts';
import type { Terminology } from './terminology.ts';
import { terminologyError, tooManyCodes } from './terminology-error.ts';
import { all, any, not, type Truth } from './truth.ts';
import { type ValueSetContent, type ValueSetPart, valueSetContent } from './value-set-content.ts';

/** A value set, to be asked code by code or for all its codes. The two agree. */
export interface KnownValueSet {
  /**
   * Whether a code belongs to it; undefined where it cannot be told: the code system is not known here whole (SNOMED CT, LOINC), or a
   * value set named is missing.
   *
   * @param system - undefined for an element of type code: any system of the value set will do.
   */
  has(system: string | undefined, code: string): Truth;
  /**
   * All its codes. A system that is included whole is not listed, and need not be known.
   * @param limit - of codes listed one by one
   * @throws BaseplateError `query-invalid` if a part is not known or cannot be applied, `query-too-costly` beyond the limit
   */
  codes(limit: number): CodeSet;
}

/**
 * Compiles a ValueSet: by its expansion if that is whole, else by what it includes without what it excludes
 * (https://hl7.org/fhir/R4/valueset.html#compositions). What it names is looked for when it is first asked.
 */
export function compileValueSet(resource: JsonObject, terminology: Terminology): KnownValueSet {
  const { compose, expansion } = valueSetContent(resource);
  if (compose !== undefined && expansion?.whole !== true) return composed(compose, terminology);
  const listed = expansion?.codes ?? new Map<string, ReadonlySet<string>>();
  const otherwise = expansion?.whole === true ? false : undefined;
  return {
    has: (system, code) => isListed(listed, system, code) || otherwise,
    codes(limit) {
      if (otherwise === false) return bounded(listed, limit);
      throw terminologyError(
        'The value set says neither what it includes nor all its codes. Load it with a compose or a whole expansion.',
      );
    },
  };
}

function isListed(set: CodeSet, system: string | undefined, code: string): boolean {
  for (const [of, codes] of set) {
    if ((system === undefined || system === of) && (codes === 'all' || codes.has(code))) return true;
  }
  return false;
}

function composed(compose: NonNullable<ValueSetContent['compose']>, terminology: Terminology): KnownValueSet {
  const includes = compose.include.map((part) => compilePart(part, terminology));
  const excludes = compose.exclude.map((part) => compilePart(part, terminology));
  // A value set that includes itself, by way of others, has nothing by that way; asked for all its codes, it is refused.
  let underWay = false;
  const once = <Answer>(circle: () => Answer, work: () => Answer): Answer => {
    if (underWay) return circle();
    underWay = true;
    try {
      return work();
    } finally {
      underWay = false;
    }
  };
  return {
    has: (system, code) =>
      once<Truth>(
        () => false,
        () =>
          all([any(includes, (part) => part.has(system, code)), not(any(excludes, (part) => part.has(system, code)))]),
      ),
    codes: (limit) =>
      once(refuseCircle, () => {
        const included = unionOfCodes(includes.map((part) => part.codes(limit)));
        const excluded = unionOfCodes(excludes.map((part) => part.codes(limit)));
        return bounded(codesWithout(listedWhereCut(included, excluded, terminology), excluded), limit);
      }),
  };
}

function refuseCircle(): never {
  throw terminologyError('The value set includes itself, by way of others. Load it without the circle.');
}

function compilePart(part: ValueSetPart, terminology: Terminology): KnownValueSet {
  const rules: readonly KnownValueSet[] = [
    ...(part.system === undefined ? [] : [systemPart(part.system, part, terminology)]),
    ...part.valueSets.map((url) => nested(url, terminology)),
  ];
  return {
    has: (system, code) => (rules.length === 0 ? undefined : all(rules.map((rule) => rule.has(system, code)))),
    codes(limit) {
      const [first, ...others] = rules.map((rule) => rule.codes(limit));
      return first === undefined ? new Map() : others.reduce(commonCodes, first);
    },
  };
}

function nested(url: string, terminology: Terminology): KnownValueSet {
  return {
    has: (system, code) => terminology.valueSet(url)?.has(system, code),
    codes(limit) {
      const found = terminology.valueSet(url);
      if (found !== undefined) return found.codes(limit);
      throw terminologyError('The value set includes another that is not loaded. Load it as a ValueSet.');
    },
  };
}

function systemPart(url: string, part: ValueSetPart, terminology: Terminology): KnownValueSet {
  const { canonical = url, concepts, filters } = part;
  let applied: CodeFilter | undefined;
  const passes = (known: KnownCodeSystem): CodeFilter => {
    if (applied === undefined) {
      const each = filters.map((filter) => codeFilter(known, filter));
      applied = (code) => each.every((filter) => filter(code));
    }
    return applied;
  };
  return {
    has(system, code) {
      if (system !== undefined && system !== url) return false;
      if (concepts !== undefined) return concepts.has(code);
      const known = terminology.codeSystem(canonical);
      if (known === undefined) return undefined;
      if (!known.concepts.has(code)) return false;
      return whereTold(() => passes(known)(code));
    },
    codes() {
      if (concepts !== undefined) return new Map([[url, concepts]]);
      if (filters.length === 0) return new Map([[url, 'all' as const]]);
      const known = required(canonical, terminology);
      return new Map([[url, new Set([...known.concepts.keys()].filter(passes(known)))]]);
    },
  };
}

/** A filter that cannot be applied says nothing of any code. */
function whereTold(work: () => boolean): Truth {
  try {
    return work();
  } catch (error) {
    if (isBaseplateError(error) && error.code === 'query-invalid') return undefined;
    throw error;
  }
}

/** A whole system from which some codes are taken away has to be listed. */
function listedWhereCut(included: CodeSet, excluded: CodeSet, terminology: Terminology): CodeSet {
  const listed = new Map(included);
  for (const [system, codes] of included) {
    const cut = excluded.get(system);
    if (codes === 'all' && cut !== undefined && cut !== 'all') {
      listed.set(system, new Set(required(system, terminology).concepts.keys()));
    }
  }
  return listed;
}

function required(canonical: string, terminology: Terminology): KnownCodeSystem {
  const found = terminology.codeSystem(canonical);
  if (found !== undefined) return found;
  throw terminologyError(
    'The value set chooses from a code system that is not loaded with all its concepts. Load it as a CodeSystem with the content “complete”, or the value set with an expansion.',
  );
}

function bounded(set: CodeSet, limit: number): CodeSet {
  if (listedCodes(set) > limit) throw tooManyCodes(limit);
  return set;
}
