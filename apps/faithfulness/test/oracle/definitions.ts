import type { Example } from '../examples/example.ts';

/** A search parameter as R4's own SearchParameter resource defines it. */
export interface Definition {
  readonly url: string;
  readonly code: string;
  readonly base: readonly string[];
  readonly type: string;
  readonly expression: string;
  readonly target: readonly string[];
  readonly component: readonly { readonly definition: string; readonly expression: string }[];
}

/** The definitions among the examples that belong to R4 itself, by their URL. */
export function readDefinitions(examples: readonly Example[]): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  for (const { type, text } of examples) {
    if (type !== 'SearchParameter') continue;
    const given: Partial<Definition> & { readonly xpathUsage?: string } = JSON.parse(text);
    const { url, code, base, type: kind, expression, target = [], component = [] } = given;
    if (url === undefined || code === undefined || base === undefined) continue;
    if (kind === undefined || expression === undefined || !/^http:\/\/hl7\.org\/fhir\/SearchParameter\//.test(url))
      continue;
    // How names sound no expression says, and the record does not offer it.
    if (given.xpathUsage === 'phonetic') continue;
    // Parameters of extensions are no part of the resources; whoever wants them loads them.
    if (/extension\(|hasExtension\(/i.test(expression)) continue;
    found.set(url, { url, code, base, type: kind, expression, target, component });
  }
  return found;
}
