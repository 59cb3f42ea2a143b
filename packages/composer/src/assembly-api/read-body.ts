import { BaseplateError } from '@baseplate-epr/contracts';

/** Much more than a digest and a few names, in characters. */
const longest = 1000;

/** The fields of a JSON body that are texts; none of a body that is no JSON object. */
export async function fieldsOfBody(request: Request): Promise<Readonly<Record<string, string | undefined>>> {
  const text = await request.text();
  let value: unknown;
  try {
    value = text.length > longest ? undefined : JSON.parse(text);
  } catch {
    // No JSON has no field.
    value = undefined;
  }
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, field]) => typeof field === 'string'));
}

/** One field of a JSON body. @throws BaseplateError `input-invalid` if it is not there */
export async function textOfBody(request: Request, field: string): Promise<string> {
  const text = (await fieldsOfBody(request))[field];
  if (text !== undefined) return text;
  throw new BaseplateError({
    code: 'input-invalid',
    message: `Say as JSON what you have seen, so that nothing else is done: {"${field}": …}, as GET /assembly or GET /assembly/plan tells it.`,
  });
}
