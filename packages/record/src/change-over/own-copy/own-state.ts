import type { StateStore } from '@baseplate-epr/contracts';
import { secretEntries } from '../../leaving/writing/state-rules.ts';

/**
 * Whether what a state store holds was copied from another: it has a secret of random bytes that the other has too, and none that is another. What else is
 * in it changes from one second to the next, and proves nothing.
 */
export async function holdsOwnState({
  from,
  to,
}: {
  readonly from: Pick<StateStore, 'namespace'>;
  readonly to: Pick<StateStore, 'namespace'>;
}): Promise<boolean> {
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
