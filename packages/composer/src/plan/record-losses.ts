import { isBaseplateError, type ModuleReference, type RecordStore } from '@baseplate-epr/contracts';
import { counted, countTypes, requireGivenEntries } from '@baseplate-epr/record';
import { nameOf } from '../applied/applied-configuration.ts';

/** What a record holds, as far as a store that takes no history over must know. */
export interface HeldRecord {
  /** Resources that are there now, by type. */
  readonly types: readonly { readonly type: string; readonly resources: number }[];
  /** Versions that are not the newest of their resource, and deletions. */
  readonly earlier: number;
  /** Ids of the SearchParameters that are in force. */
  readonly parameters: readonly string[];
}

/** Where a record goes that cannot take its history along. */
export interface LossOptions {
  readonly from: ModuleReference;
  readonly to: ModuleReference;
  /** Started. */
  readonly target: Pick<RecordStore, 'capabilities' | 'findByTimes'>;
  readonly held: HeldRecord;
  readonly fullText: boolean;
}

const nothing = {
  history: async () => ({ versions: [], total: 0 }),
  search: async () => ({ matches: [], included: [], total: 0 }),
};

/** Asks a started store what it holds. */
export async function heldRecord(store: RecordStore): Promise<HeldRecord> {
  const counts = await countTypes(store, nothing);
  const sum = (numbers: readonly (number | undefined)[]) => numbers.reduce<number>((all, one) => all + (one ?? 0), 0);
  const { matches } = await store.search({
    types: ['SearchParameter'],
    where: { kind: 'token', parameter: 'status', code: 'active' },
    count: 1000,
  });
  return {
    types: counts.flatMap(({ type, resources }) =>
      resources.left === 0 ? [] : { type, resources: resources.left ?? 0 },
    ),
    earlier: sum(counts.map(({ versions }) => versions.left)) - sum(counts.map(({ resources }) => resources.left)),
    parameters: matches.map(({ id }) => id),
  };
}

/** What the record needs and the target cannot do: with any of it, it does not go over. */
export function needsUnmet({ target, held, fullText }: LossOptions): readonly string[] {
  const { types, versionLimit } = target.capabilities;
  const resources = resourcesOf(held);
  const kept = new Set(types);
  const lacking = types === undefined ? [] : held.types.filter(({ type }) => !kept.has(type));
  const named = lacking.map(({ type, resources }) => `${type} (${resources.toLocaleString('en-GB')})`);
  return [
    ...(named.length === 0
      ? []
      : [
          `it does not offer all that is needed for types the record holds: ${named.join(', ')}. See its CapabilityStatement.`,
        ]),
    ...(versionLimit === undefined || resources <= versionLimit
      ? []
      : [
          `it carries at most ${counted(versionLimit, 'version')}, and ${resources.toLocaleString('en-GB')} would go over, one of each resource. Raise that limit in its options if there is memory for it, or choose a database.`,
        ]),
    ...indexNeeds(target, fullText, held.parameters),
  ];
}

function resourcesOf({ types }: HeldRecord): number {
  return types.reduce((sum, { resources }) => sum + resources, 0);
}

const ownTimes =
  ' Searches and sorting by _lastUpdated go by them too: what was last written before is found as if it had been written when it was taken over. Their answers say so.';

/** What stays behind, or is not the same there, in words that somebody accepts by name. */
export function lossesOf({ from, to, target, held }: LossOptions): readonly string[] {
  const { reason = '' } = target.capabilities.verbatimHistory;
  const { versionLimit } = target.capabilities;
  return [
    `${counted(held.earlier, 'earlier version or deletion does', 'earlier versions and deletions do')} not go over to ${nameOf(to)}. This record goes on showing what went before, out of ${nameOf(from)}, which must be kept and be reachable for as long as records must be. ${reason}`.trim(),
    `${nameOf(to)} gives each resource a number and a time of its own. This record goes on with its own, and it is written down which became which; but who reads ${nameOf(to)} itself sees the others.${target.findByTimes === undefined ? ownTimes : ''}`,
    ...(versionLimit === undefined
      ? []
      : [
          `${nameOf(to)} carries at most ${counted(versionLimit, 'version')}, and begins with ${resourcesOf(held).toLocaleString('en-GB')}. Once it is full, nothing more can be written to this record until the limit is raised or the record is moved on.`,
        ]),
  ];
}

function indexNeeds(
  target: Pick<RecordStore, 'capabilities'>,
  fullText: boolean,
  parameters: readonly string[],
): readonly string[] {
  try {
    requireGivenEntries(target, { fullText, parameters: parameters.map((id) => ({ id })) });
    return [];
  } catch (error) {
    if (!isBaseplateError(error)) throw error;
    return [error.message];
  }
}
