import type { ChainedAuditEntry, ProofTools } from '@baseplate-epr/contracts';
import { keyOf } from '../key-of.ts';

/** Puts statements through a connection of its own, as somebody else. */
export type AskAside = (text: string) => Promise<readonly unknown[]>;

/** What to do to which schema. */
export interface SchemaTampering {
  readonly schema: string;
  readonly kind: string;
  readonly tools: ProofTools;
}

/** Damages the chain in a schema through a connection of its own, as somebody with the database's password could. */
export async function tamperSchema(ask: AskAside, { schema, kind, tools }: SchemaTampering): Promise<void> {
  const { tamperChain, canonicalJson } = tools;
  const entries = (await ask(`SELECT hash, content FROM "${schema}".entry ORDER BY sequence`)) as readonly {
    readonly hash: Buffer;
    readonly content: string;
  }[];
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
  await ask(['BEGIN', `DELETE FROM "${schema}".entry`, ...inserts, 'COMMIT'].join('; '));
}
