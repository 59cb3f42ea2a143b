/** Longest that unsent input is kept, in milliseconds. */
export const keptFor: number = 12 * 3_600_000;

/** A draft as the state store has it, in the shape of the contract. */
export interface KeptDraft {
  readonly path: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly at: number;
}

/** Reads what a key of the shape of drafts holds; `undefined` for what is none. */
export function readKeptDraft(value: string | undefined): KeptDraft | undefined {
  const kept: unknown = value === undefined ? undefined : JSON.parse(value);
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { path = '', action = '', fields, at = 0 } = kept as Partial<KeptDraft>;
  return typeof fields === 'object' && fields !== null ? { path, action, fields, at } : undefined;
}
