import type { Guard, StoredVersion } from '@baseplate-epr/contracts';
import { badQuery, multipleMatches } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import { readParameters } from '../search/read-parameters.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { SearchParameters } from '../session/search-types.ts';

/** The condition of a conditional interaction. */
export interface ConditionalMatchOptions {
  readonly type: string;
  readonly parameters: SearchParameters;
  /** The interaction that asks, for the audit. */
  readonly action: string;
  /** Takes over the audit of what is found, for a transaction that has one entry for all it finds. */
  readonly found?: (versions: readonly StoredVersion[]) => void;
}

/** What the condition matches (audited already), and a guard that holds as long as it matches just that. */
export interface ConditionalMatch {
  readonly version: StoredVersion | undefined;
  readonly guard: Guard;
}

/**
 * Finds the one resource that a condition matches among those the caller may see, or none. That it matches is told by whatever
 * comes of the interaction, a refusal included, so it is audited as an access here.
 *
 * Every parameter must be understood: a condition of which a part is ignored would match the wrong resource.
 *
 * @throws RecordError 400 (no or unknown parameters), 403 (no search on the type), 412 (several matches)
 */
export async function conditionalMatch(
  parts: RecordParts,
  caller: Caller,
  { type, parameters, action, found }: ConditionalMatchOptions,
): Promise<ConditionalMatch> {
  await requireType(caller, type, 'search', action);
  const now = parts.context.clock.now();
  const { search } = await readParameters(parts, { types: [type], parameters, handling: 'strict', now });
  if (search.where.kind === 'all') {
    throw badQuery(
      'A condition without search criteria matches anything. Name what the resource must have, e.g. its identifier.',
    );
  }
  const query = { types: [type], where: search.where, access: caller.access.rules('search') };
  const { matches } = await parts.records.search({ ...query, count: 2 });
  const [version] = matches;
  if (found !== undefined) found(matches);
  else if (matches.length > 0) {
    await caller.trail.access({
      action,
      versions: matches,
      detail: matches.length === 1 ? 'condition' : 'multiple-matches',
    });
  }
  if (matches.length > 1) {
    throw multipleMatches(
      `The condition matches more than one ${type}. Nothing was done; name something that only one has.`,
    );
  }
  const expect = version === undefined ? { count: 0 } : { resources: [{ type, id: version.id }] };
  return { version, guard: { query, expect } };
}
