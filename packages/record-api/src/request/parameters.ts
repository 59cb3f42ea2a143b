import type { SearchParameters } from '@baseplate-epr/record';
import { essence } from './media-type.ts';
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

/** Sorts the parameters of a query string or form body. Of a response parameter given twice, the last counts. */
export function sortParameters(parameters: Iterable<readonly [string, string]>): RequestParameters {
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

/**
 * Parameters of a search by POST: those of the body and those of the URL count alike (R4 §3.1.1.1).
 *
 * @throws RecordError 415
 */
export async function formParameters(request: Request, url: URL): Promise<RequestParameters> {
  const header = request.headers.get('content-type');
  const body = await request.text();
  if (body !== '' && (header === null || essence(header) !== 'application/x-www-form-urlencoded')) {
    throw requestError(
      415,
      'not-supported',
      'A search by POST takes its parameters as application/x-www-form-urlencoded.',
    );
  }
  return sortParameters([...url.searchParams, ...new URLSearchParams(body)]);
}

/** The one value of a parameter; `undefined` if it is absent. @throws RecordError 400 if it is given twice */
export function single(parameters: SearchParameters, name: string): string | undefined {
  const values = parameters.filter(([given]) => given === name);
  if (values.length > 1) throw requestError(400, 'invalid', `${name} may be given once only.`);
  return values[0]?.[1];
}
