import type { AuditHead } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';

/** The ends of chains as their writers left them, ordered by writer: of all, or of some. */
export async function readHeads(client: PoolClient, writers?: readonly string[]): Promise<AuditHead[]> {
  const { rows } = await client.query<{ writer: string; sequence: number; hash: Buffer }>({
    name: 'audit_heads',
    text: 'SELECT writer, sequence, hash FROM chain WHERE $1::text[] IS NULL OR writer = ANY($1::text[]) ORDER BY writer',
    values: [writers ?? null],
  });
  return rows.map(({ hash, ...head }) => ({ ...head, hash: hash.toString('hex') }));
}
