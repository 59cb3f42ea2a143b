import type { Predicate } from '@baseplate-epr/contracts';
import { allJudgedBy, judgedBy, ownOnly } from '@baseplate-epr/record-query';
import type { Connection } from '../connection/connection.ts';
import type { Pages } from '../connection/pages.ts';
import { conjuncts } from './access.ts';
import { type EnclosingReference, enclosingCompartments, neverStrays } from './enclosing-compartments.ts';
import type { Matching } from './matching.ts';
import { typesWithId } from './typed-references.ts';

/** What tells whether a page is still what it was. */
export interface Watch {
  readonly compartment: number;
  /** Of the compartment: another number whenever anything in it has changed. */
  readonly mark: number;
  /** There if every match lies in the compartment because of a reference. */
  readonly reference: WatchedReference | undefined;
}

interface WatchedReference extends Pick<EnclosingReference, 'type' | 'parameters'> {
  /** Of the names of parameters: as long as it is the same, there are no others. */
  readonly edition: number;
  /** The id alone, where the question names no type: then no other type may come to have one like it. */
  readonly untyped: string | undefined;
}

/** A page that may be remembered. */
export interface Watching {
  readonly watch: Watch;
  /** Types whose resources may be seen by what they refer to. */
  readonly byTargets: readonly string[];
}

/**
 * How to watch the page of a question all of whose matches lie in one compartment, and for which nothing in there matches, or may be seen, by what a
 * resource elsewhere says. Undefined for any other.
 *
 * @param where - as it was asked
 */
export function watchOf(matching: Matching, pages: Pages, where: Predicate): Watching | undefined {
  const { compiler, types, parts, accessParts } = matching;
  const { connection } = compiler;
  const byTargets = typesJudgedByTargets(matching);
  if (byTargets === undefined) return undefined;
  const [enclosing] = enclosingCompartments(connection, types, parts);
  if (enclosing === undefined) return undefined;
  const { key: compartment, reference } = enclosing;
  const mark = pages.markOf(compartment);
  if (reference === undefined) return { byTargets, watch: { compartment, mark, reference } };
  const { predicate, type, parameters } = reference;
  const isAsItWasAsked = accessParts.has(predicate) || conjuncts(where).includes(predicate);
  const watched = {
    type,
    parameters,
    edition: connection.names.edition(),
    untyped: isAsItWasAsked ? undefined : predicate.id,
  };
  return { byTargets, watch: { compartment, mark, reference: watched } };
}

/** Types that access rules judge by what they refer to; undefined if anything else than a resource itself decides. A chain of a query is subject to access, which may lead on. */
function typesJudgedByTargets({ parts, accessParts }: Matching): readonly string[] | undefined {
  if (!parts.every((part) => accessParts.has(part) || ownOnly(judgedBy(part)))) return undefined;
  const judged = allJudgedBy(parts);
  return typeof judged === 'string' ? undefined : judged;
}

/** Whether nothing has changed that could make the page another one, in the state of the file that is being read. */
export function isUnchanged(connection: Connection, pages: Pages, { compartment, mark, reference }: Watch): boolean {
  return pages.markOf(compartment) === mark && (reference === undefined || stillEncloses(connection, reference));
}

function stillEncloses(connection: Connection, { type, parameters, edition, untyped }: WatchedReference): boolean {
  if (connection.names.edition() !== edition || !neverStrays(connection, { type, parameters })) return false;
  if (untyped === undefined) return true;
  const [only, ...others] = typesWithId(connection, untyped);
  return only === type && others.length === 0;
}
