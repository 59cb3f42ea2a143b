import type { ParsedResource } from '@baseplate-epr/fhir';

/** The text of a resource without escapes of characters that need none, so that names and references can be looked for in it as they are. */
export function plainText({ text, resource }: ParsedResource): string {
  return text.includes('\\u') ? JSON.stringify(resource) : text;
}
