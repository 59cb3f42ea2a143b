import { convertUnit } from './convert-unit.ts';
import { rangeOf, timeMatches, timeRange } from './time-range.ts';

/** A value of a parameter as the examples hold it, judged by its form alone. */
type Parts = Readonly<Record<string, unknown>>;

const prefixed = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(?=[-+\d.])/;
const listed = (value: unknown): readonly Parts[] => (Array.isArray(value) ? (value as Parts[]) : []);
const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null;

/** Parts of a value at a separator that no backslash escapes; escapes are kept. */
export function splitEscaped(text: string, separator: string): readonly string[] {
  return text.split(new RegExp(`(?<!\\\\)(?:\\\\\\\\)*\\${separator}`));
}

const unescaped = (text: string) => text.replace(/\\([\\$,|])/g, '$1');

/** Without case, accents, punctuation and repeated spaces, as R4 asks for strings; an apostrophe stands inside a word. */
export function folded(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/['’‘`´ʼ]/g, '')
    .replace(/[\p{P}\s]+/gu, ' ')
    .replaceAll('ς', 'σ')
    .trim();
}

/** Texts of a string, HumanName or Address. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!isParts(value)) return [];
  const names = [
    'family',
    'given',
    'prefix',
    'suffix',
    'text',
    'line',
    'city',
    'district',
    'state',
    'postalCode',
    'country',
  ];
  return names.flatMap((name) => value[name] ?? []).filter((one): one is string => typeof one === 'string');
}

/** System and code of a token; undefined where the element itself has no system to name. */
export function tokensOf(
  value: unknown,
): readonly { readonly system: string | undefined; readonly code: string; readonly hasSystem: boolean }[] {
  if (typeof value === 'string' || typeof value === 'boolean')
    return [{ system: undefined, code: String(value), hasSystem: false }];
  if (!isParts(value)) return [];
  const one = (system: unknown, code: unknown) =>
    code === undefined && system === undefined
      ? []
      : [{ system: system === undefined ? '' : String(system), code: String(code ?? ''), hasSystem: true }];
  if ('coding' in value) return listed(value.coding).flatMap(({ system, code }) => one(system, code));
  if ('code' in value || ('system' in value && !('value' in value)) || 'display' in value)
    return one(value.system, value.code);
  if (!('value' in value)) return [];
  const isContact =
    'rank' in value || ['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other'].includes(String(value.system));
  return isContact
    ? [{ system: undefined, code: String(value.value), hasSystem: false }]
    : one(value.system, value.value);
}

/** Texts that `:text` looks into. */
export function tokenTexts(value: unknown): readonly string[] {
  if (!isParts(value)) return [];
  const own = [value.text, value.display, isParts(value.type) ? value.type.text : undefined];
  return [...own, ...listed(value.coding).map(({ display }) => display)].filter(
    (one): one is string => typeof one === 'string',
  );
}

/** Does one value answer one asked value? undefined where R4 leaves it to the server. */
export function valueMatches(
  type: string,
  modifier: string,
  asked: string,
  value: unknown,
  base: string,
): boolean | undefined {
  switch (type) {
    case 'string':
      return stringMatches(modifier, unescaped(asked), value);
    case 'token':
      return tokenMatches(modifier, asked, value);
    case 'date':
      return dateMatches(asked, value);
    case 'number':
    case 'quantity':
      return numberMatches(type, asked, value);
    case 'uri':
      return uriMatches(modifier, unescaped(asked), value);
    case 'reference':
      return referenceMatches(modifier, unescaped(asked), value, base);
    default:
      return undefined;
  }
}

function stringMatches(modifier: string, asked: string, value: unknown): boolean {
  return textsOf(value).some((text) => {
    if (modifier === 'exact') return text === asked;
    if (modifier === 'contains') return folded(text).includes(folded(asked));
    return beginnings(text, value).some((one) => folded(one).startsWith(folded(asked)));
  });
}

/** Where a text may be found from: a name's at each word, an address's at each line. */
function beginnings(text: string, value: unknown): readonly string[] {
  if (!isParts(value)) return [text];
  const isAddress = ['line', 'city', 'district', 'state', 'postalCode', 'country'].some((name) => name in value);
  const gap = isAddress ? /[,;\n]+\s*/g : /[\s-]+/g;
  return [text, ...[...text.matchAll(gap)].map(({ index, 0: found }) => text.slice(index + found.length))];
}

function tokenMatches(modifier: string, asked: string, value: unknown): boolean | undefined {
  // "The match does a partial searches on the text portion of a CodeableConcept or the display portion of a Coding."
  if (modifier === 'text') return tokenTexts(value).some((text) => folded(text).includes(folded(unescaped(asked))));
  const parts = splitEscaped(asked, '|').map(unescaped);
  if (modifier === 'of-type') {
    const [system, code, identifier] = parts;
    if (!isParts(value) || !isParts(value.type)) return false;
    return (
      value.value === identifier && listed(value.type.coding).some((one) => one.system === system && one.code === code)
    );
  }
  const [first = '', second] = parts;
  return tokensOf(value).some(({ system, code, hasSystem }) => {
    if (second === undefined) return code === first;
    if (!hasSystem) return first === '' && code === second;
    return system === first && (second === '' || code === second);
  });
}

function dateMatches(asked: string, value: unknown): boolean | undefined {
  const prefix = prefixed.exec(asked)?.[1];
  const range = timeRange(prefix === undefined ? asked : asked.slice(2));
  const found = rangeOf(value);
  return range === undefined || found === undefined ? false : timeMatches(prefix ?? 'eq', range, found);
}

function numberMatches(type: string, asked: string, value: unknown): boolean | undefined {
  const [written = '', system, code] = splitEscaped(asked, '|').map(unescaped);
  const prefix = prefixed.exec(written)?.[1] ?? 'eq';
  const digits = written.replace(prefixed, '');
  const found = type === 'number' ? numberRange(value) : quantityRange(value, system, code);
  if (found === undefined) return false;
  const exact = Number(digits);
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e');
  const half = 0.5 * 10 ** (Number(exponent) - (mantissa.split('.')[1]?.length ?? 0));
  const near = (one: number, other: number) => Math.abs(one - other) < 1e-9 * Math.abs(other);
  // Ends of an implicit range are no doubles; nothing in the examples lies that near to one.
  const contained =
    found.low >= exact - half - 1e-9 * half && found.high < exact + half && !near(found.high, exact + half);
  switch (prefix) {
    case 'eq':
      return contained;
    case 'ne':
      return !contained;
    case 'gt':
      return found.high > exact;
    case 'lt':
      return found.low < exact;
    case 'ge':
      return found.high >= exact;
    case 'le':
      return found.low <= exact;
    case 'sa':
      return found.low > exact;
    case 'eb':
      return found.high < exact;
    case 'ap':
      // "the recommended value for the approximation is 10% of the stated value"
      return found.low <= exact + Math.abs(exact) / 10 && found.high >= exact - Math.abs(exact) / 10;
    default:
      return undefined;
  }
}

function numberRange(value: unknown): Ends | undefined {
  if (typeof value === 'number') return { low: value, high: value };
  return isParts(value) ? ends(value) : undefined;
}

function ends({ low, high }: Parts): Ends | undefined {
  const least = isParts(low) ? low.value : undefined;
  const most = isParts(high) ? high.value : undefined;
  if (typeof least !== 'number' && typeof most !== 'number') return undefined;
  return {
    low: typeof least === 'number' ? least : Number.NEGATIVE_INFINITY,
    high: typeof most === 'number' ? most : Number.POSITIVE_INFINITY,
  };
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

const ucum = 'http://unitsofmeasure.org';

/** In the unit asked for: units of UCUM find what can be converted into them, an annotation such as `{score}` being no unit to UCUM. */
function quantityRange(value: unknown, system: string | undefined, code: string | undefined): Ends | undefined {
  if (!isParts(value)) return undefined;
  const unit = isParts(value.origin)
    ? value.origin
    : isParts(value.low)
      ? value.low
      : isParts(value.high)
        ? value.high
        : value;
  const written = writtenRange(value);
  if (code === undefined || written === undefined || unitMatches(unit, system ?? '', code)) return written;
  if (system !== ucum || unit.system !== ucum || typeof unit.code !== 'string') return undefined;
  const low = convertUnit(written.low, unit.code, code);
  const high = convertUnit(written.high, unit.code, code);
  return low === undefined || high === undefined ? undefined : { low, high };
}

function writtenRange(value: Parts): Ends | undefined {
  if ('low' in value || 'high' in value) return ends(value);
  if ('origin' in value) return sampledRange(value);
  if (typeof value.value !== 'number') return undefined;
  const comparator = String(value.comparator ?? '');
  return {
    low: comparator.startsWith('<') ? Number.NEGATIVE_INFINITY : value.value,
    high: comparator.startsWith('>') ? Number.POSITIVE_INFINITY : value.value,
  };
}

/** "just search on the bounds of the values in sampled data": the words of R4's own definition of value-quantity. */
function sampledRange({ origin, factor = 1, data }: Parts) {
  const numbers = String(data ?? '')
    .split(' ')
    .filter((text) => /\d/.test(text))
    .map((text) => Number((origin as Parts).value ?? 0) + Number(factor) * Number(text));
  return numbers.length === 0 ? undefined : { low: Math.min(...numbers), high: Math.max(...numbers) };
}

function unitMatches(unit: Parts, system: string, code: string): boolean {
  if ('currency' in unit) return unit.currency === code && (system === '' || system === 'urn:iso:std:iso:4217');
  if (system === '') return unit.code === code || unit.unit === code;
  return unit.system === system && unit.code === code;
}

function uriMatches(modifier: string, asked: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (modifier === 'below') return value === asked || value.startsWith(asked.endsWith('/') ? asked : `${asked}/`);
  if (modifier === 'above') return value === asked || asked.startsWith(value.endsWith('/') ? value : `${value}/`);
  return value === asked;
}

function referenceMatches(modifier: string, asked: string, value: unknown, base: string): boolean {
  if (modifier === 'identifier') {
    return isParts(value) && isParts(value.identifier) && tokenMatches('', asked, value.identifier) === true;
  }
  const text = typeof value === 'string' ? value : isParts(value) ? String(value.reference ?? '') : '';
  const local = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;
  const plain = local.replace(/\/_history\/.*$/, '');
  const wanted = asked.startsWith(`${base}/`) ? asked.slice(base.length + 1) : asked;
  if (text === asked || plain === wanted) return true;
  if (modifier !== '') return plain === `${modifier}/${wanted}`;
  if (/^[A-Za-z0-9.-]{1,64}$/.test(wanted))
    return /^[A-Z]\w+\/[A-Za-z0-9.-]+$/.test(plain) && plain.endsWith(`/${wanted}`);
  // A reference is asked for by type and id, by id, or by an absolute URL. A canonical without a version stands for every version.
  return typeof value === 'string' && !asked.includes('|') && value.split('|')[0] === asked;
}
