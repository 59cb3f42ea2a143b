import type { AccessRules, CompositePredicate, Predicate, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import { entryMatches, satisfies } from './entry-matches.ts';
import type { MatchContext } from './match-context.ts';
import type { CurrentResource } from './resources.ts';
import { textMatches } from './text-matches.ts';

/** True, false, or unknown: a deletion has no entries to judge, so a condition on them neither holds nor fails. */
export type Truth = boolean | undefined;

/** Whether a version, with the entries of its resource, satisfies a predicate. */
export function matches(resource: CurrentResource, predicate: Predicate, context: MatchContext): Truth {
  const { version, entries } = resource;
  switch (predicate.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return every(predicate.predicates.map((part) => matches(resource, part, context)));
    case 'or':
      return negate(every(predicate.predicates.map((part) => negate(matches(resource, part, context)))));
    case 'not':
      return negate(matches(resource, predicate.predicate, context));
    case 'id':
      return predicate.ids.includes(version.id);
    case 'type':
      return predicate.types.includes(version.type);
    case 'lastUpdated':
      return satisfies({ low: version.lastUpdated, high: version.lastUpdated }, predicate.bounds);
    case 'compartment':
      return version.compartments.some(({ type, id }) => type === predicate.type && predicate.ids.includes(id));
  }
  if (version.deleted) return undefined;
  switch (predicate.kind) {
    case 'text':
      return entries.some((entry) => textMatches(entry, predicate));
    case 'composite':
      return compositeMatches(resource, predicate);
    case 'missing':
      return predicate.missing !== entries.some((entry) => isOf(entry, predicate.parameter, predicate.entry));
    case 'chained':
      return entries.some((entry) => {
        if (entry.kind !== 'reference' || entry.parameter !== predicate.parameter) return false;
        const target = predicate.types.includes(entry.type) ? context.find(entry) : undefined;
        return target !== undefined && isReachable(target, predicate.where, context);
      });
    case 'reverseChained':
      for (const source of context.referring(predicate.type, version)) {
        if (refersTo(source, predicate.parameter, version) && isReachable(source, predicate.where, context))
          return true;
      }
      return false;
    default:
      return entries.some((entry) => entryMatches(entry, predicate));
  }
}

/** Whether the access rules let the caller see this version. */
export function isAllowed(resource: CurrentResource, context: MatchContext): boolean {
  if (context.access === undefined) return true;
  return matches(resource, ruleFor(context.access, resource.version.type), { ...context, access: undefined }) === true;
}

/** The rule for resources of a type. */
export function ruleFor({ byType, otherwise }: AccessRules, type: string): Predicate {
  return (Object.hasOwn(byType, type) ? byType[type] : undefined) ?? otherwise;
}

/** Whether a resource has a local reference by this parameter (`*` for any) to that one. */
export function refersTo(source: CurrentResource, parameter: string, target: ResourceKey): boolean {
  return source.entries.some(
    (entry) =>
      entry.kind === 'reference' &&
      (parameter === '*' || entry.parameter === parameter) &&
      entry.type === target.type &&
      entry.id === target.id,
  );
}

function isReachable(hop: CurrentResource, where: Predicate, context: MatchContext): boolean {
  return isAllowed(hop, context) && matches(hop, where, context) === true;
}

function compositeMatches({ entries }: CurrentResource, { parts }: CompositePredicate): boolean {
  const elements = new Set(entries.map(({ element = 0 }) => element));
  return [...elements].some((number) => {
    const beside = entries.filter(({ element = 0 }) => element === number);
    return parts.every((part) => beside.some((entry) => entryMatches(entry, part)));
  });
}

function isOf(entry: CurrentResource['entries'][number], parameter: string, kind: typeof entry.kind): boolean {
  return entry.parameter === parameter && entry.kind === kind;
}

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/**
 * A version as a history judges it: by its own id, time and compartments, by the entries that its resource has now, and with
 * those unknown if its resource is deleted.
 */
export function judged(version: StoredVersion, newest: CurrentResource): CurrentResource {
  return { ...newest, version: { ...version, deleted: newest.version.deleted } };
}
