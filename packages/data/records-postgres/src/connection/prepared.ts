import type { ClientBase } from 'pg';
import type { Statement } from './statement.ts';

/** Characters of all statements that one connection prepares. The server takes up to 200 bytes for each, and gives them back with the connection. */
const most = 1_000_000;

interface Prepared {
  readonly names: Set<string>;
  characters: number;
}

const prepared = new WeakMap<ClientBase, Prepared>();

/** Notes that a connection is given this statement, which it prepares if it has a name that is new to it. */
export function notePrepared(client: ClientBase, { name, text }: Statement): void {
  if (name === undefined) return;
  const known = prepared.get(client) ?? { names: new Set<string>(), characters: 0 };
  prepared.set(client, known);
  if (known.names.has(name)) return;
  known.names.add(name);
  known.characters += text.length;
}

/** Whether a connection has prepared so much that another had better take its place. */
export function hasPreparedMuch(client: ClientBase): boolean {
  return (prepared.get(client)?.characters ?? 0) > most;
}
