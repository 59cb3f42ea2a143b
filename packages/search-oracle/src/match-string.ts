import type { FoundValue } from './found-values.ts';
import { fields, items, text } from './oracle-resource.ts';

/** “Insensitive to casing and included combining characters”; “punctuation and non-significant whitespace should also be ignored”. */
export function plainText(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/['‘’]/g, '')
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim();
}

function words(part: string): readonly string[] {
  const later = [...part.matchAll(/[\s-]+/g)].map((gap) => part.slice(gap.index + gap[0].length));
  return [part, ...later];
}

function nameParts(value: unknown): readonly string[] {
  const { prefix, given, family, suffix, text: whole } = fields(value);
  const parts = [...items(prefix), ...items(given), ...items(family), ...items(suffix)].map(String);
  return [...parts.flatMap(words), parts.join(' '), ...items(whole).map(String).flatMap(words)];
}

function addressParts(value: unknown): readonly string[] {
  const { line, city, district, state, postalCode, country, text: whole } = fields(value);
  const parts = [...items(line), ...[city, district, state, postalCode, country].flatMap(items)].map(String);
  const written = items(whole).map(String);
  return [...parts, parts.join(' '), ...written, ...written.flatMap((one) => one.split(/[,;\n]+/))];
}

function stringsOf({ type, value }: FoundValue, family: boolean): readonly string[] {
  if (type === 'HumanName') return nameParts(value);
  if (type === 'Address') return addressParts(value);
  if (type === 'CodeableConcept') {
    const { coding, text: whole } = fields(value);
    return [...items(coding).flatMap((one) => text(fields(one).display) ?? []), ...items(whole).map(String)];
  }
  if (typeof value === 'object') return [];
  return family ? words(String(value)) : [String(value)];
}

/** https://hl7.org/fhir/R4/search.html#string; `family`: the parts of a family name are searched independently. */
export function matchesString(
  found: FoundValue,
  searched: string,
  modifier: string | undefined,
  family: boolean,
): boolean | undefined {
  const whole = wholesOf(found);
  if (modifier === 'exact') return whole.includes(searched);
  const wanted = plainText(searched);
  if (wanted === '') return undefined;
  const texts = stringsOf(found, family).map(plainText);
  if (modifier === 'contains') return texts.some((one) => one.includes(wanted));
  return modifier === undefined ? texts.some((one) => one.startsWith(wanted)) : undefined;
}

/** For `:exact` each string as it stands, and the name or address as a whole. */
function wholesOf(found: FoundValue): readonly string[] {
  const named = fields(found.value);
  const names: Readonly<Record<string, readonly string[]>> = {
    HumanName: ['prefix', 'given', 'family', 'suffix'],
    Address: ['line', 'city', 'district', 'state', 'postalCode', 'country'],
  };
  const partNames = names[found.type];
  if (partNames === undefined) return stringsOf(found, false);
  const parts = partNames.flatMap((name) => items(named[name])).map(String);
  return [...parts, parts.join(' '), ...items(named.text).map(String)];
}
