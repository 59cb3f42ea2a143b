import { canonicalJson, tamperChain } from '@baseplate-epr/conformance';
import type { ChainedAuditEntry } from '@baseplate-epr/contracts';
import { keyOf } from '../key-of.ts';
import { askAside } from './schemas.ts';

/** Damages the chain in a schema through a connection of its own, as somebody with the database's password could. */
export async function tamperSchema(connection: string, schema: string, kind: string): Promise<void> {
  const entries = await askAside<{ hash: Buffer; content: string }>(
    connection,
    `SELECT hash, content FROM "${schema}".entry ORDER BY sequence`,
  );
  const chain: ChainedAuditEntry[] = entries.map(({ content, hash }) => ({
    ...JSON.parse(content),
    hash: hash.toString('hex'),
  }));
  const inserts = tamperChain(kind, chain).map(({ hash, ...entry }) => {
    const { writer, sequence, time, agent, requestId } = entry;
    const content = canonicalJson(entry).replaceAll("'", "''");
    return `INSERT INTO "${schema}".entry (writer, sequence, time, kind, agent, request, hash, content) VALUES ('${writer}',
      ${sequence}, ${time}, '${entry.kind}', '${keyOf(agent.id)}', '${keyOf(requestId)}', '\\x${hash}', '${content}')`;
  });
  await askAside(connection, ['BEGIN', `DELETE FROM "${schema}".entry`, ...inserts, 'COMMIT'].join('; '));
}
