import type { StoredVersion } from '@baseplate-epr/contracts';
import type { Cell } from '../connection/ask.ts';
import { raw } from '../query/sql.ts';
import { readCompartments } from './compartment-text.ts';

/** Columns of `version` that make a version, for {@link versionOf}. */
export const versionColumns = raw('v.type, v.id, v.version, v.last_updated, v.deleted, v.text, v.compartments');

/** How many columns those are. */
export const versionWidth = 7;

/** The version in the first columns of a row. */
export function versionOf(row: readonly Cell[]): StoredVersion {
  const [type, id, version, lastUpdated, deleted, text, compartments] = row;
  return {
    type: String(type),
    id: String(id),
    versionId: String(version),
    lastUpdated: Number(lastUpdated),
    deleted: deleted === true,
    text: String(text),
    compartments: readCompartments(String(compartments)),
  };
}
