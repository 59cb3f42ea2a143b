const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * A random UUID (version 4) that names what a form will write, made when the form is drawn and sent with it: the entry is written
 * under that id if there is none yet, so a form that is sent twice writes once.
 */
export function newSubmission(randomBytes: (size: number) => Uint8Array): string {
  const hex = [...randomBytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** What came back with a form, if it is such a UUID. */
export function readSubmission(value: string): string | undefined {
  return shape.test(value) ? value : undefined;
}
