import type { StateEntry, StateNamespace, StateStore } from '@baseplate-epr/contracts';
import { requireWanted } from '../cancelled.ts';

/** An entry of either store, or of both. */
export interface EntryPair {
  readonly left: StateEntry | undefined;
  readonly right: StateEntry | undefined;
}

/** Two stores to go through together. */
export interface PairOptions {
  readonly left: StateNamespace;
  readonly right: StateNamespace;
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
}

/** Goes through a namespace of two stores together, by key; holds one page of each. */
export async function* pairEntries(options: PairOptions): AsyncGenerator<EntryPair, void, undefined> {
  const lists = { left: entriesOf(options.left, options), right: entriesOf(options.right, options) };
  let [left, right] = [await lists.left.next(), await lists.right.next()];
  while (!left.done || !right.done) {
    const one = left.done ? undefined : left.value;
    const other = right.done ? undefined : right.value;
    const order = one === undefined ? 1 : other === undefined ? -1 : compareKeys(one, other);
    yield { left: order <= 0 ? one : undefined, right: order >= 0 ? other : undefined };
    if (order <= 0) left = await lists.left.next();
    if (order >= 0) right = await lists.right.next();
  }
}

/** True if both are there and say the same. */
export function isSameEntry({ left, right }: EntryPair): boolean {
  return left !== undefined && left.value === right?.value && left.expiresAt === right.expiresAt;
}

/** Names of namespaces that either store has, once each. */
export async function namesOfBoth(
  left: Pick<StateStore, 'namespaces'>,
  right: Pick<StateStore, 'namespaces'>,
): Promise<readonly string[]> {
  const [one, other] = await Promise.all([left.namespaces(), right.namespaces()]);
  return [...new Set([...one.names, ...other.names])].sort();
}

/** Goes through a namespace by key; holds one page. */
export async function* entriesOf(
  { list }: StateNamespace,
  { limit, signal }: Pick<PairOptions, 'limit' | 'signal'>,
): AsyncGenerator<StateEntry, void, undefined> {
  for (let after: string | undefined; ; ) {
    requireWanted(signal);
    const { entries, next } = await list({ limit, ...(after === undefined ? {} : { after }) });
    yield* entries;
    if (next === undefined) return;
    after = next;
  }
}

const compareKeys = (left: StateEntry, right: StateEntry): number =>
  Buffer.compare(Buffer.from(left.key), Buffer.from(right.key));
