import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header that proves who calls. */
export const signatureHeader = 'baseplate-signature';

/** Milliseconds by which the clocks of both ends may differ; a call that is older is refused. */
const tolerance = 60_000;

/** Signs the body of a call: `t=<milliseconds since 1970>,v1=<HMAC-SHA256 of "t.body" in hex>`. */
export function signCall(secret: string, now: number, body: string): string {
  return `t=${now},v1=${hmac(secret, now, body).toString('hex')}`;
}

/** Whether this body was signed with the secret, and not long ago. */
export function isSigned(secret: string, now: number, body: string, header: string | null): boolean {
  const [, time = '', given = ''] = /^t=(\d{1,15}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (given === '' || Math.abs(now - Number(time)) > tolerance) return false;
  return timingSafeEqual(hmac(secret, Number(time), body), Buffer.from(given, 'hex'));
}

function hmac(secret: string, time: number, body: string): Buffer {
  return createHmac('sha256', secret).update(`${time}.${body}`).digest();
}
