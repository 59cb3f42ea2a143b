import type { FoundValue } from './found-values.ts';

/** https://hl7.org/fhir/R4/search.html#uri; a canonical is found with its version and without. */
export function matchesUri(
  { type, value }: FoundValue,
  searched: string,
  modifier: string | undefined,
): boolean | undefined {
  if (typeof value !== 'string') return false;
  const values = type === 'canonical' && value.includes('|') ? [value, value.split('|')[0] ?? ''] : [value];
  const below = (long: string, short: string) =>
    long === short || long.startsWith(short.endsWith('/') ? short : `${short}/`);
  if (modifier === undefined) return values.includes(searched);
  if (/^urn:/i.test(searched)) return undefined;
  if (modifier === 'below') return values.some((one) => below(one, searched));
  return modifier === 'above' ? values.some((one) => below(searched, one)) : undefined;
}
