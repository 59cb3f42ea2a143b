import type { PrimitiveCheck } from '../check.ts';
import { isDate, isDateTime, isInstant, isTime } from './date-checks.ts';
import { isBase64 } from './is-base64.ts';

const maximumInteger = 2 ** 31 - 1;
const maximumLength = 1024 * 1024;

function text(rule: string, accepts: (value: string) => boolean): PrimitiveCheck {
  return (value) => (typeof value === 'string' && accepts(value) ? undefined : rule);
}

function integer(rule: string, minimum: number): PrimitiveCheck {
  return (value, container, key, run) =>
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= minimum &&
    value <= maximumInteger &&
    // `1.0` and `1e3` are decimals.
    run.digits.digitsOf(container, key) === undefined
      ? undefined
      : rule;
}

const stringRule = `must be a JSON string of 1 to ${maximumLength} characters`;
const isText = (value: string) => value.length > 0 && value.length <= maximumLength;
const uri: PrimitiveCheck = (value, _container, _key, run) => {
  if (typeof value !== 'string' || !/^\S+$/.test(value))
    return 'must be a JSON string without white space, and not empty';
  if (value.startsWith('#')) run.scope?.referenced.add(value.slice(1));
  return undefined;
};

/** The formats of https://hl7.org/fhir/R4/datatypes.html#primitive */
const checks: Readonly<Record<string, PrimitiveCheck>> = {
  base64Binary: text('must be base64 (RFC 4648, padded) in a JSON string', isBase64),
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false, without quotes'),
  canonical: uri,
  code: text('must be a JSON string without leading, trailing or double white space, and not empty', (value) =>
    /^\S+(?:\s\S+)*$/.test(value),
  ),
  date: text('must be an existing date: YYYY, YYYY-MM or YYYY-MM-DD', isDate),
  dateTime: text(
    'must be an existing date, YYYY, YYYY-MM or YYYY-MM-DD, or a date and time with seconds and zone, YYYY-MM-DDThh:mm:ss+zz:zz',
    isDateTime,
  ),
  decimal: (value) => (typeof value === 'number' ? undefined : 'must be a JSON number, without quotes'),
  id: text('must be 1 to 64 letters, digits, hyphens or dots', (value) => /^[A-Za-z0-9\-.]{1,64}$/.test(value)),
  instant: text('must be an existing moment with seconds and zone: YYYY-MM-DDThh:mm:ss.sss+zz:zz', isInstant),
  integer: integer('must be a whole JSON number from -2147483648 to 2147483647', -(2 ** 31)),
  markdown: text(stringRule, isText),
  oid: text('must be an OID as a URN: urn:oid:1.2.3', (value) => /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/.test(value)),
  positiveInt: integer('must be a whole JSON number from 1 to 2147483647', 1),
  string: text(stringRule, isText),
  time: text('must be a time of day with seconds and without zone: hh:mm:ss', isTime),
  unsignedInt: integer('must be a whole JSON number from 0 to 2147483647', 0),
  uri,
  url: uri,
  uuid: text('must be a UUID as a URN in lower case: urn:uuid:…', (value) =>
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value),
  ),
  // R4 bounds strings, but not narratives: an official code system has one of 1.5 MB.
  xhtml: text('must be a JSON string, and not empty', (value) => value.length > 0),
};

/** The format check of a primitive type, or undefined when the type is not a primitive one. */
export function primitiveCheckOf(type: string): PrimitiveCheck | undefined {
  return Object.hasOwn(checks, type) ? checks[type] : undefined;
}
