import type { SearchParameters } from '@baseplate-epr/record';
import { requestError } from './request-error.ts';

/** Parameters about the answer as such, which any request may carry (R4 §3.1.0.1.11). */
export interface ResponseParameters {
  readonly format?: string;
  readonly pretty: boolean;
}

/** A request's parameters, decoded and sorted by what they are for. */
export interface RequestParameters extends ResponseParameters {
  /** Everything else, in the order given. */
  readonly rest: SearchParameters;
  readonly cursor?: string;
}

const none: RequestParameters = { rest: [], pretty: false };

/** Sorts the parameters of a query string or form body. Of a response parameter given twice, the last counts. */
export function sortParameters(parameters: SearchParameters): RequestParameters {
  if (parameters.length === 0) return none;
  const rest: (readonly [string, string])[] = [];
  let format: string | undefined;
  let cursor: string | undefined;
  let pretty = false;
  for (const [name, value] of parameters) {
    if (name === '_format') format = value;
    else if (name === '_pretty') pretty = value === 'true';
    else if (name === '_cursor') cursor = value;
    else rest.push([name, value]);
  }
  return { rest, pretty, ...(format === undefined ? {} : { format }), ...(cursor === undefined ? {} : { cursor }) };
}

/** The one value of a parameter; `undefined` if it is absent. @throws RecordError 400 if it is given twice */
export function single(parameters: SearchParameters, name: string): string | undefined {
  const values = parameters.filter(([given]) => given === name);
  if (values.length > 1) throw requestError(400, 'invalid', `${name} may be given once only.`);
  return values[0]?.[1];
}
