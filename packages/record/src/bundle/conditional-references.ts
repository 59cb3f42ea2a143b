import type { Guard } from '@baseplate-epr/contracts';
import { indexResource, type JsonObject } from '@baseplate-epr/fhir';
import { residual, type Subject } from '../access/residual.ts';
import { badQuery, multipleMatches, noMatch } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import { indexEntryLimit } from '../resource-limit.ts';
import { readParameters } from '../search/read-parameters.ts';
import { readQuery } from '../search/read-query.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { conditionalReferencesIn } from '../write/conditional-reference.ts';
import { requireSameCase } from '../write/require-same-case.ts';
import { forEntry } from './at-entry.ts';
import type { Findings } from './resolve-entries.ts';
import type { ResolvedEntry } from './resolved-entry.ts';

/** What conditional references mean, and guards that hold as long as they mean it. */
export interface ConditionalReferences {
  /** `Type/id` by the reference as written. */
  readonly names: ReadonlyMap<string, string>;
  readonly guards: readonly Guard[];
}

/** Candidates looked at; more than this many matches are as good as several. */
const most = 100;

/**
 * Resolves references such as `Practitioner?identifier=…|…` (R4 §3.1.0.11.2): among what this transaction writes, and in the
 * store as the caller sees it. Each must mean exactly one resource.
 *
 * @throws RecordError 400 (not a search), 403 (no search on the type), 412 (none, or several)
 */
export async function conditionalReferences(
  parts: RecordParts,
  caller: Caller,
  entries: readonly ResolvedEntry[],
  { matched }: Findings,
): Promise<ConditionalReferences> {
  const names = new Map<string, string>();
  const guards: Guard[] = [];
  const candidates = candidatesOf(parts, entries);
  for (const { entry, read, action } of entries) {
    if (read === undefined || action === 'none') continue;
    for (const reference of conditionalReferencesIn(read.parsed)) {
      if (names.has(reference)) continue;
      const { name, guard } = await forEntry(entry.index, () =>
        resolve(parts, caller, reference, { candidatesOf: candidates, matched }),
      );
      names.set(reference, name);
      guards.push(guard);
    }
  }
  return { names, guards };
}

interface Candidate extends Subject {
  readonly resource: JsonObject | undefined;
  readonly deleted: boolean;
}

type CandidatesOf = (type: string) => readonly Candidate[];

async function resolve(
  parts: RecordParts,
  caller: Caller,
  reference: string,
  { candidatesOf, matched }: { readonly candidatesOf: CandidatesOf } & Pick<Findings, 'matched'>,
) {
  const mark = reference.indexOf('?');
  const type = reference.slice(0, mark);
  await requireType(caller, type, 'search', 'transaction');
  const parameters = readQuery(reference.slice(mark + 1));
  const now = parts.context.clock.now();
  const { search } = await readParameters(parts, caller, { types: [type], parameters, handling: 'condition', now });
  if (search.where.kind === 'all')
    throw badQuery('A conditional reference without search criteria could mean anything.');
  const query = { types: [type], where: search.where, access: caller.access.rules('search') };
  const { matches } = await parts.records.search({ ...query, count: most });
  matched(matches);
  const candidates = candidatesOf(type);
  const touched = new Set(candidates.map(({ id }) => id));
  const found = [
    ...candidates.filter((one) => !one.deleted && residual(search.where, one).kind === 'all'),
    ...matches.filter(({ id }) => !touched.has(id)),
  ];
  const [only] = found;
  if (only === undefined) {
    throw noMatch(
      `A conditional reference to ${type} matches nothing that you may see. Nothing of the transaction was written.`,
    );
  }
  if (found.length > 1) {
    throw multipleMatches(
      `A conditional reference matches more than one ${type}. Nothing of the transaction was written.`,
    );
  }
  const written = 'resource' in only ? only.resource : only.text;
  if (written !== undefined) requireSameCase(parameters, written);
  const guard: Guard = { query, expect: { resources: matches.map(({ id }) => ({ type, id })) } };
  return { name: `${type}/${only.id}`, guard };
}

/** What the transaction writes of a type, indexed once, when first asked for. */
function candidatesOf(parts: RecordParts, entries: readonly ResolvedEntry[]): CandidatesOf {
  const known = new Map<string, readonly Candidate[]>();
  return (type) => {
    const found = known.get(type);
    if (found !== undefined) return found;
    const made = entries.flatMap(({ action, key, read }) => {
      if (action === 'none' || key?.type !== type) return [];
      const { entries, compartments } =
        read === undefined
          ? { entries: [], compartments: [] }
          : indexResource({
              type,
              resource: read.parsed.resource,
              baseUrl: parts.baseUrl(),
              mostEntries: indexEntryLimit(parts.limits, type),
              ...parts.index.writing(),
            });
      const lastUpdated = parts.context.clock.now();
      const resource = read?.parsed.resource;
      return [{ type, id: key.id, lastUpdated, compartments, entries, resource, deleted: action === 'delete' }];
    });
    known.set(type, made);
    return made;
  };
}
