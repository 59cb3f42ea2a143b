/** Largest number of fields, and longest text of one: a form of observations has neither. */
const most = 40;
const longest = 2_000;

/** The fields of a form as they were sent; `undefined` if it is something else. */
export function readFields(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const good = entries.length <= most && entries.every(([name, text]) => isField(name, text));
  return good ? Object.fromEntries(entries) : undefined;
}

function isField(name: string, text: unknown): text is string {
  return /^[a-z-]{1,40}$/.test(name) && typeof text === 'string' && text.length <= longest;
}

/** Whether a text has the form of a submission's token: 144 bits as base64url. */
export function isSubmission(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{24}$/.test(text);
}
