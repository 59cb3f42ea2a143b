/** One message between the record and a service in another process or thread. Ids are of the end that gave them. */
export type Message =
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly value: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly code: string; readonly message: string }
  /** The one who asked waits no more. */
  | { readonly kind: 'abort'; readonly id: number }
  /** The borrower of a stream wants the next chunk, or no more. */
  | { readonly kind: 'pull' | 'cancel'; readonly id: number }
  /** The lender has one more, no more, or failed. */
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end' | 'broken'; readonly id: number }
  /** Needs no answer. */
  | { readonly kind: 'note'; readonly name: string; readonly value: unknown };

const numbered = new Set(['ask', 'answer', 'failure', 'abort', 'pull', 'cancel', 'chunk', 'end', 'broken']);

/** Takes for a message only what is one, since the other end may send anything. */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id, name, code, message, bytes } = value as Readonly<Record<string, unknown>>;
  if (kind === 'note') return typeof name === 'string';
  if (typeof kind !== 'string' || !numbered.has(kind) || !Number.isSafeInteger(id)) return false;
  if (kind === 'ask') return typeof name === 'string';
  if (kind === 'failure') return typeof code === 'string' && typeof message === 'string';
  return kind !== 'chunk' || bytes instanceof Uint8Array;
}
