import type { StateStore } from '@baseplate-epr/contracts';
import { secretEntries } from '../../leaving/writing/state-rules.ts';
import { namesOfBoth, pairEntries } from '../state/pair-entries.ts';
import type { LastingKey } from '../state/state-types.ts';

/** A copy that was left in a state store, and what it was copied from. */
export interface OwnStateOptions {
  readonly from: Pick<StateStore, 'namespace' | 'namespaces'>;
  readonly to: Pick<StateStore, 'namespace' | 'namespaces'>;
  /** Whether the copy has noted that it would bring this: what has been deleted since where it came from. Absent where nothing was noted. */
  readonly brought?: ((key: LastingKey) => boolean) | undefined;
}

/**
 * Whether what a state store holds was copied from another, and by nobody added to: none of its secrets of random bytes is another, and beside what expires it
 * has nothing that the other has not, or that the copy has not noted. Where nothing was noted, it has a secret in common, or is empty. An
 * assembly that was started with what was left would have the same
 * secrets, and whatever goes on with the copy deletes what is in the target alone. Values change from one second to the next, and prove nothing.
 *
 * @throws whatever the stores throw
 */
export async function holdsOwnState(options: OwnStateOptions): Promise<boolean> {
  const { to, brought } = options;
  if ((await to.namespaces()).names.length === 0) return true;
  const { same, other } = await secretsOf(options);
  return other === 0 && (same > 0 || brought !== undefined) && !(await keepsMore(options));
}

async function secretsOf({ from, to }: OwnStateOptions): Promise<{ readonly same: number; readonly other: number }> {
  let [same, other] = [0, 0];
  for (const { namespace, key } of secretEntries) {
    const [here, there] = await Promise.all(
      [from, to].map((store) => store.namespace({ name: namespace }).get({ key })),
    );
    if (there === undefined) continue;
    if (here?.value === there.value) same += 1;
    else other += 1;
  }
  return { same, other };
}

async function keepsMore({ from, to, brought = () => false }: OwnStateOptions): Promise<boolean> {
  for (const name of await namesOfBoth(from, to)) {
    const pairs = pairEntries({
      left: from.namespace({ name }),
      right: to.namespace({ name }),
      limit: 50,
      signal: undefined,
    });
    for await (const { left, right } of pairs) {
      if (left !== undefined || right === undefined || right.expiresAt !== undefined) continue;
      if (!brought({ namespace: name, key: right.key })) return true;
    }
  }
  return false;
}
