import { createHmac } from 'node:crypto';

/**
 * The token that proves a form was made for this session; the same for as long as the session lasts.
 *
 * @param service - whose own pages it is good for, and no other's; absent for the user interface
 */
export function csrfToken(key: Uint8Array, sessionId: string, service?: string): string {
  const purpose = service === undefined ? sessionId : `${sessionId}\n${service}`;
  return createHmac('sha256', key).update(`csrf\n${purpose}`).digest('base64url');
}
