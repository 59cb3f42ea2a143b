import type { Compartment, Expectation, IndexEntry, IndexedVersion, Write } from '@baseplate-epr/contracts';

/** When the first versions of the cases were written: 2026-01-01T00:00:00Z. */
export const firstTime = Date.UTC(2026, 0, 1);

/** What a case says of a version; the rest follows. */
export interface Draft {
  /** Default `Observation`. */
  readonly type?: string;
  readonly id: string;
  /** Default 1. */
  readonly version?: number;
  /** Default: one second after the version before. */
  readonly lastUpdated?: number;
  readonly deleted?: boolean;
  /** Default: a small resource. */
  readonly text?: string;
  readonly entries?: readonly IndexEntry[];
  /** As `Type/id`. */
  readonly compartments?: readonly string[];
}

/** A version as drafted. */
export function versionOf(draft: Draft): IndexedVersion {
  const { type = 'Observation', id, version = 1, deleted = false, entries = [], compartments = [] } = draft;
  const resource = { resourceType: type, id, meta: { versionId: String(version) } };
  return {
    type,
    id,
    versionId: String(version),
    lastUpdated: draft.lastUpdated ?? firstTime + (version - 1) * 1000,
    deleted,
    text: draft.text ?? (deleted ? '' : JSON.stringify(resource)),
    compartments: compartments.map(compartmentOf),
    entries,
  };
}

/** A write that expects the version before the drafted one, unless told otherwise. */
export function writeOf(draft: Draft, expect?: Expectation): Write {
  const { version = 1 } = draft;
  const before: Expectation = version === 1 ? 'absent' : { versionId: String(version - 1) };
  return { version: versionOf(draft), expect: expect ?? before };
}

function compartmentOf(name: string): Compartment {
  const [type = '', id = ''] = name.split('/');
  return { type, id };
}
