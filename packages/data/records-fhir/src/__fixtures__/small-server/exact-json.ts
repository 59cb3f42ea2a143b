/** JSON with numbers kept as they are written, which R4 asks of a server. */
export function parseExactly(text: string, rounds = false): unknown {
  const rawJSON: (text: string) => unknown = Reflect.get(JSON, 'rawJSON');
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' && context?.source !== undefined ? rawJSON(context.source) : value;
  return rounds ? JSON.parse(text) : JSON.parse(text, keep as (key: string, value: unknown) => unknown);
}
