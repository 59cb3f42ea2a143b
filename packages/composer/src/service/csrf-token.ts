import { createHmac } from 'node:crypto';

/** The token that proves a form was made for this session; the same for as long as the session lasts. */
export function csrfToken(key: Uint8Array, sessionId: string): string {
  return createHmac('sha256', key).update(`csrf\n${sessionId}`).digest('base64url');
}
