import type { StateEntry } from '@baseplate-epr/contracts';
import type { Connections } from '@baseplate-epr/postgres-connection';

/** A row of `state_entry`, as far as callers see it. */
export interface EntryRow {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly version: string;
  readonly expiresAt: number | null;
}

const text = `SELECT key, value, version, expires_at AS "expiresAt" FROM state_entry
  WHERE namespace = $1 AND key = $2 AND (expires_at IS NULL OR expires_at >= $3)`;

/** Reads one entry, if it is there at this moment. Hot: every request of a person looks for a session. */
export function readEntry(
  reading: Connections,
  { namespace, key, now }: { readonly namespace: string; readonly key: string; readonly now: number },
): Promise<StateEntry | undefined> {
  return reading.lend(async (client) => {
    const { rows } = await client.query<EntryRow>({
      name: 'state_read',
      text,
      values: [namespace, Buffer.from(key), now],
    });
    return rows[0] === undefined ? undefined : entryOf(rows[0]);
  });
}

/** A row as the contract has it. */
export function entryOf({ key, value, version, expiresAt }: EntryRow): StateEntry {
  return { key: key.toString(), value: value.toString(), version, ...(expiresAt === null ? {} : { expiresAt }) };
}
