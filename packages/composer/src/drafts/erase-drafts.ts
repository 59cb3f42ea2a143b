import type { Principal, StateNamespace } from '@baseplate-epr/contracts';
import { draftsOf } from './drafts-of.ts';

/** Erases what somebody has typed and not sent, in whichever user interface: one that is not here any more cannot do it. */
export async function eraseDrafts(interfaceState: StateNamespace, principal: Pick<Principal, 'id'>): Promise<void> {
  await interfaceState.clear({ prefix: draftsOf(principal) });
}
