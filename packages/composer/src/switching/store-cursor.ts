/** A cursor together with the store it belongs to. */
export interface StoreCursor {
  /** {@link AppliedStore.since} of the store. */
  readonly since: number;
  readonly cursor: string;
}

const pattern = /^(\d{1,15})\.(.+)$/s;

/** Writes the store into a cursor. */
export function markCursor({ since, cursor }: StoreCursor): string {
  return `${since}.${cursor}`;
}

/** Reads it again; `undefined` of a text that is no such cursor. */
export function readCursor(text: string): StoreCursor | undefined {
  const [, since, cursor] = pattern.exec(text) ?? [];
  return since === undefined || cursor === undefined ? undefined : { since: Number(since), cursor };
}
