import type { RawRequest } from '../support/send-request.ts';

/** A request that is meant to do harm. */
export interface Attack extends RawRequest {
  /** What is tried, in words. */
  readonly name: string;
  /** Statuses that are right; without them any below 500 is. */
  readonly expected?: readonly number[];
}

const json = { 'content-type': 'application/fhir+json' };
const xml = { 'content-type': 'application/fhir+xml' };

/** An attack that posts a body of JSON. */
export function jsonAttack(
  name: string,
  path: string,
  body: string | Uint8Array,
  ...expected: readonly number[]
): Attack {
  return { name, method: 'POST', path, body, headers: json, ...(expected.length === 0 ? {} : { expected }) };
}

/** An attack that posts a body of XML. */
export function xmlAttack(
  name: string,
  path: string,
  body: string | Uint8Array,
  ...expected: readonly number[]
): Attack {
  return { name, method: 'POST', path, body, headers: xml, ...(expected.length === 0 ? {} : { expected }) };
}

/** An attack by a search. */
export function searchAttack(name: string, path: string, ...expected: readonly number[]): Attack {
  return { name, method: 'GET', path, ...(expected.length === 0 ? {} : { expected }) };
}
