import type { ClientBase } from 'pg';
import type { Sql } from '../query/sql.ts';
import { notePrepared } from './prepared.ts';
import type { Statements } from './statement.ts';

/** A value as pg reads it from a row. */
export type Cell = string | number | boolean | null;

/** Puts one statement to the server. Those put one after the other without waiting travel together. */
export type Ask = (piece: Sql) => Promise<readonly (readonly Cell[])[]>;

/** Makes the asking of one connection. */
export function askOn(client: ClientBase, statements: Statements): Ask {
  return async (piece) => {
    const statement = statements(piece);
    notePrepared(client, statement);
    return (await client.query<Cell[]>(statement)).rows;
  };
}

/** Waits for statements that travelled together, so that none is left behind unheard; fails with the first that failed. */
export async function allOf<Results extends readonly unknown[]>(
  asked: {
    readonly [Index in keyof Results]: Promise<Results[Index]>;
  },
): Promise<Results> {
  const settled = await Promise.allSettled(asked);
  return settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }) as unknown[] as readonly unknown[] as Results;
}
