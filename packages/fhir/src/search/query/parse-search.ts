import type { Predicate } from '@baseplate-epr/contracts';
import { resourceTypes } from '../../structure/resource-types.ts';
import { searchRegistry } from '../search-registry.ts';
import { allOf } from './combine-predicates.ts';
import { conditionsIn, requireFewConditions } from './conditions-in.ts';
import { filterPredicate } from './filter-predicate.ts';
import type { ParsedSearch, ParseSearchOptions, UnknownParameter } from './parsed-search.ts';
import { isResultParameter, type ResultDraft, readResultParameter } from './result-parameters.ts';
import { defaultLimits, type SearchContext, type Unsupported, unsupported, withoutValue } from './search-context.ts';
import { searchError } from './search-error.ts';

/**
 * Reads the parameters of a FHIR search (https://hl7.org/fhir/R4/search.html) into the query algebra of a record store.
 *
 * What cannot be applied is listed in `unknown`, for the caller to refuse or to leave out as `Prefer: handling` says; where
 * `refuse` is set it must be refused either way. What the HTTP layer deals with (`_format`, `_pretty`) should be taken out before.
 * Pure; the same options give the same answer.
 *
 * @throws BaseplateError `query-invalid` if a value is malformed, or there is more of something than the limits say. The message names the parameter and the rule, never the value.
 */
export function parseSearch(options: ParseSearchOptions): ParsedSearch {
  const context = contextOf(options);
  if (options.parameters.length > context.limits.values) {
    throw searchError('search', `has more than ${context.limits.values} parameters. Search in several steps.`);
  }
  const types = searchedTypes(options);
  const draft: ResultDraft = { sort: [], includes: [] };
  const predicates: Predicate[] = [];
  const applied: (readonly [string, string])[] = [];
  const unknown: UnknownParameter[] = [];
  const seen = new Set<string>();
  const system = options.type === undefined;
  const listed = system && options.parameters.some(([name, value]) => name === '_type' && value !== '');
  let conditions = 0;
  for (const [name, value] of options.parameters) {
    const outcome = readParameter({ context, types, draft, name, value, seen, system, listed });
    if (outcome?.kind === 'unsupported') {
      const { reason, refuse, empty } = outcome;
      unknown.push({ name, reason, refuse, ...(empty === undefined ? {} : { empty }) });
      continue;
    }
    if (outcome) {
      predicates.push(outcome);
      conditions += conditionsIn(outcome);
      requireFewConditions(context, conditions);
    }
    if (name !== '_cursor') applied.push([name, value]);
  }
  return { types, where: allOf(predicates), ...draft, applied, unknown, needs: [...context.needs.values()] };
}

/** What a search is parsed with. */
export function contextOf(
  options: Pick<ParseSearchOptions, 'registry' | 'baseUrl' | 'now' | 'limits' | 'answers'> & {
    readonly contained?: boolean;
  },
): SearchContext {
  const limits = { ...defaultLimits, ...options.limits };
  return {
    registry: options.registry ?? searchRegistry,
    baseUrl: options.baseUrl,
    now: options.now,
    limits,
    answers: options.answers,
    needs: new Map(),
    branches: { left: limits.chainBranches },
    contained: options.contained ?? true,
  };
}

function readParameter(task: {
  readonly context: SearchContext;
  readonly types: readonly string[];
  readonly draft: ResultDraft;
  readonly name: string;
  readonly value: string;
  readonly seen: Set<string>;
  readonly system: boolean;
  readonly listed: boolean;
}): Predicate | Unsupported | undefined {
  const plain = task.name.split(':', 1)[0] ?? '';
  if (plain === '_type' && task.system) {
    return task.name === plain ? undefined : unsupported('It takes no modifier.', true);
  }
  if (task.value === '') return withoutValue;
  if (isResultParameter(plain)) return readResultParameter(task);
  return filterPredicate(task.context, task.types, task.name, task.value, task.listed);
}

/** The type in the address, or what `_type` leaves of the types a search of the whole system may look at. */
function searchedTypes(options: ParseSearchOptions): readonly string[] {
  if (options.type !== undefined) return [options.type];
  const allowed = options.types ?? [];
  const lists = options.parameters.filter(([name, value]) => name === '_type' && value !== '');
  if (lists.length === 0) return allowed;
  const asked = lists.flatMap(([, value]) => value.split(','));
  if (!asked.every((type) => resourceTypes.has(type)))
    throw searchError('_type', 'names something that is not a resource type of R4.');
  const types = [...new Set(asked)].filter((type) => allowed.length === 0 || allowed.includes(type));
  if (types.length === 0) throw searchError('_type', 'names only types that cannot be searched here.');
  return types;
}
