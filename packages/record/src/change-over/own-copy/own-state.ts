import type { StateStore } from '@baseplate-epr/contracts';
import { secretEntries } from '../../leaving/writing/state-rules.ts';
import { namesOfBoth, pairEntries } from '../state/pair-entries.ts';

/** A copy that was left in a state store, and what it was copied from. */
export interface OwnStateOptions {
  readonly from: Pick<StateStore, 'namespace' | 'namespaces'>;
  readonly to: Pick<StateStore, 'namespace' | 'namespaces'>;
}

/**
 * Whether what a state store holds was copied from another, and by nobody added to: it has a secret of random bytes that the other has too, none that is
 * another, and beside what expires nothing that the other has not. An assembly that was started with what was left would have the same
 * secrets, and whatever goes on with the copy deletes what is in the target alone. Values change from one second to the next, and prove nothing.
 *
 * @throws whatever the stores throw
 */
export async function holdsOwnState({ from, to }: OwnStateOptions): Promise<boolean> {
  return (await holdsOwnSecrets({ from, to })) && !(await keepsMore({ from, to }));
}

async function holdsOwnSecrets({ from, to }: OwnStateOptions): Promise<boolean> {
  let same = 0;
  for (const { namespace, key } of secretEntries) {
    const [here, there] = await Promise.all(
      [from, to].map((store) => store.namespace({ name: namespace }).get({ key })),
    );
    if (there === undefined) continue;
    if (here?.value !== there.value) return false;
    same += 1;
  }
  return same > 0;
}

async function keepsMore({ from, to }: OwnStateOptions): Promise<boolean> {
  for (const name of await namesOfBoth(from, to)) {
    const pairs = pairEntries({
      left: from.namespace({ name }),
      right: to.namespace({ name }),
      limit: 50,
      signal: undefined,
    });
    for await (const { left, right } of pairs) {
      if (left === undefined && right !== undefined && right.expiresAt === undefined) return true;
    }
  }
  return false;
}
