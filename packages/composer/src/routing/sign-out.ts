import type { Principal } from '@baseplate-epr/contracts';
import { eraseDrafts } from '../drafts/erase-drafts.ts';
import type { RouterOptions } from './router.ts';

/** Ends a session, with everything that its person has typed and not sent. */
export async function signOut(
  request: Request,
  requestId: string,
  principal: Principal,
  { identity, record, interfaceState }: Pick<RouterOptions, 'identity' | 'record' | 'interfaceState'>,
) {
  await eraseDrafts(interfaceState, principal);
  const ended = await identity.endSession({ request });
  await record.auditEvent({ requestId: `${requestId}.sign-out`, principal, action: 'sign-out', outcome: 'success' });
  return ended;
}
