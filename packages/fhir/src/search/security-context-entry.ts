import type { ReferenceEntry } from '@baseplate-epr/contracts';
import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { parseReference } from '../reference/parse-reference.ts';

/**
 * Index parameter under which a Binary's `securityContext` is noted. R4 defines no search parameter for it, so no search can name it;
 * the colon keeps it apart from any that might be defined.
 */
export const securityContextParameter = 'baseplate:security-context';

/**
 * The entry that says what protects a Binary (R4 §2.44.2): a resource here, or a URL that is none. `undefined` if nothing does.
 *
 * @param baseUrl - the record's own FHIR base; an absolute URL below it is a resource here.
 */
export function securityContextEntry(binary: JsonObject, baseUrl?: string): ReferenceEntry | undefined {
  const { securityContext: context } = binary;
  if (!isJsonObject(context)) return undefined;
  const value = typeof context.reference === 'string' ? context.reference : '';
  const target = parseReference(value, baseUrl);
  const entry = { kind: 'reference', parameter: securityContextParameter } as const;
  if (target?.kind !== 'resource') return { ...entry, type: '', id: '', url: value };
  return { ...entry, type: target.type, id: target.id, url: '' };
}
