import type { Guard, StoredVersion } from '@baseplate-epr/contracts';
import { badQuery, multipleMatches, noMatch } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import { readParameters } from '../search/read-parameters.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { SearchParameters } from '../session/search-types.ts';
import type { IfMatch } from './if-match.ts';
import { requireSameCase } from './require-same-case.ts';

/** The condition of a conditional interaction. */
export interface ConditionalMatchOptions {
  readonly type: string;
  readonly parameters: SearchParameters;
  /** The interaction that asks, for the audit. */
  readonly action: string;
  /** What the caller asks for with `If-Match`: then something must match. Whether it is the version is for the interaction to see. */
  readonly ifMatch?: IfMatch | undefined;
  /** Matches that are taken; more are refused. Default 1. */
  readonly most?: number;
  /** Takes over the audit of what is found, for a transaction that has one entry for all it finds. */
  readonly found?: (versions: readonly StoredVersion[]) => void;
}

/** What the condition matches (audited already), and a guard that holds as long as it matches just that. */
export interface ConditionalMatch {
  /** The match; the first, where several are taken. */
  readonly version: StoredVersion | undefined;
  readonly versions: readonly StoredVersion[];
  readonly guard: Guard;
}

/**
 * Finds the resource that a condition matches among those the caller may see, or none, or up to the number that is taken. That it matches is told by whatever
 * comes of the interaction, a refusal included, so it is audited as an access here.
 *
 * Every parameter must be understood: a condition of which a part is ignored would match the wrong resource.
 *
 * @throws RecordError 400 (no or unknown parameters), 403 (no search on the type), 412 (several matches; one that differs in case; none, though a version is asked for)
 */
export async function conditionalMatch(
  parts: RecordParts,
  caller: Caller,
  { type, parameters, action, ifMatch, most = 1, found }: ConditionalMatchOptions,
): Promise<ConditionalMatch> {
  await requireType(caller, type, 'search', action);
  const now = parts.context.clock.now();
  const { search } = await readParameters(parts, caller, { types: [type], parameters, handling: 'condition', now });
  if (search.where.kind === 'all') {
    throw badQuery(
      'A condition without search criteria matches anything. Name what the resource must have, e.g. its identifier.',
    );
  }
  const query = { types: [type], where: search.where, access: caller.access.rules('search') };
  const { matches } = await parts.records.search({ ...query, count: most + 1 });
  const [version] = matches;
  if (found !== undefined) found(matches);
  else if (matches.length > 0) {
    await caller.trail.access({
      action,
      versions: matches,
      detail: matches.length === 1 ? 'condition' : 'multiple-matches',
    });
  }
  if (matches.length > most) {
    throw multipleMatches(
      most === 1
        ? `The condition matches more than one ${type}. Nothing was done; name something that only one has.`
        : `The condition matches more than ${most} ${type} resources. Nothing was done; narrow the condition.`,
    );
  }
  for (const { text } of matches) requireSameCase(parameters, text);
  if (version === undefined && ifMatch !== undefined) {
    if (found === undefined) await caller.trail.access({ action, versions: [], detail: 'no-match' });
    throw noMatch(
      `If-Match asks for a version, but the condition matches no ${type} that you may see. Nothing was done; look whether it is still there.`,
    );
  }
  const expect = version === undefined ? { count: 0 } : { resources: matches.map(({ id }) => ({ type, id })) };
  return { version, versions: matches, guard: { query, expect } };
}
