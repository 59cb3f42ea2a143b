import type { AuditQuery, ChainedAuditEntry } from '@baseplate-epr/contracts';

/** Entries that a query asks for, in the contract's order, with a text for each that sorts bytewise in that order. */
export interface SelectedAuditEntries {
  readonly entries: readonly ChainedAuditEntry[];
  keyOf(entry: ChainedAuditEntry): string;
  readonly cursorPattern: RegExp;
}

/** Selects from all entries those that meet every condition, oldest first by time, then writer, then sequence. */
export function selectAuditEntries(all: readonly ChainedAuditEntry[], query: AuditQuery): SelectedAuditEntries {
  const resolved = new Set(all.filter(({ kind }) => kind === 'outcome').map(({ requestId }) => requestId));
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = query.time ?? {};
  const entries = all
    .filter((entry) => query.patient === undefined || entry.patients.includes(query.patient))
    .filter((entry) => query.agent === undefined || entry.agent.id === query.agent)
    .filter((entry) => query.requestId === undefined || entry.requestId === query.requestId)
    .filter((entry) => query.kinds === undefined || query.kinds.includes(entry.kind))
    .filter((entry) => entry.time >= low && entry.time < high)
    .filter((entry) => !query.unresolved || (entry.kind === 'intent' && !resolved.has(entry.requestId)))
    .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  return { entries, keyOf, cursorPattern: /^\d{17}\/[0-9a-f]+\/\d{17}$/ };
}

/** Times before 1970 are moved into the positive numbers, so that digits sort as numbers do. */
function keyOf({ time, writer, sequence }: ChainedAuditEntry): string {
  return `${digits(time + 4_503_599_627_370_496)}/${writer}/${digits(sequence)}`;
}

const digits = (value: number): string => String(value).padStart(17, '0');
