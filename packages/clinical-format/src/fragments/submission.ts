const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * A random UUID (version 4) that is made when a form is drawn and sent with it: what the form says is written under the id that
 * {@link submissionId} makes of both, if there is none yet, so a form that is sent twice writes once.
 */
export function newSubmission(randomBytes: (size: number) => Uint8Array): string {
  const hex = [...randomBytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/**
 * The id under which what a form says is written: the same however often it is sent as it is, another as soon as anything in it is
 * changed. So a form that comes back from the browser's history or from a draft, and is altered and sent, writes what it says now,
 * instead of being taken for the one that was sent before.
 *
 * @returns `undefined` if the form carries no UUID of {@link newSubmission}.
 */
export async function submissionId(form: URLSearchParams): Promise<string | undefined> {
  if (readSubmission(form.get('submission') ?? '') === undefined) return undefined;
  const said = new TextEncoder().encode(JSON.stringify([...form]));
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', said))];
  const hex = digest.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  // Version 8 (RFC 9562 §5.8): made in a way of our own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What came back with a form, if it is such a UUID. */
export function readSubmission(value: string): string | undefined {
  return shape.test(value) ? value : undefined;
}
