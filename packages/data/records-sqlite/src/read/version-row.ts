import type { StoredVersion } from '@baseplate-epr/contracts';
import { decodeCompartments } from '../write/compartment-names.ts';

/** Columns of `version` and `resource` that make a version, in the order of {@link VersionRow}. */
export const versionColumns = 'r.type, r.id, v.version, v.last_updated, v.deleted, v.text, v.compartments, v.sequence';

/** A row of those columns without type and id. */
export type CurrentRow = readonly [
  version: number,
  lastUpdated: number,
  deleted: number,
  text: string,
  compartments: string,
  sequence: number,
];

/** A row of those columns. */
export type VersionRow = readonly [type: string, id: string, ...CurrentRow];

/** The version in a row. */
export function versionOf([type, id, version, lastUpdated, deleted, text, compartments]: VersionRow): StoredVersion {
  return {
    type,
    id,
    versionId: String(version),
    lastUpdated,
    deleted: deleted === 1,
    text,
    compartments: decodeCompartments(compartments),
  };
}
