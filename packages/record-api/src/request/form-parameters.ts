import { readQuery } from '@baseplate-epr/record';
import { essence } from './media-type.ts';
import { type RequestParameters, sortParameters } from './parameters.ts';
import { readText } from './read-body.ts';
import { requestError } from './request-error.ts';

/** Bytes of a form at most: far more than any search that is answered. */
const formLimit = 1024 * 1024;

/**
 * Parameters of a search by POST: those of the body and those of the URL count alike (R4 §3.1.1.1).
 *
 * @throws RecordError 400, 413, 415
 */
export async function formParameters(request: Request, query: string): Promise<RequestParameters> {
  const header = request.headers.get('content-type');
  if (header !== null && essence(header) !== 'application/x-www-form-urlencoded') throw notForm();
  const body = await readText(request, formLimit);
  if (body !== '' && header === null) throw notForm();
  return sortParameters([...readQuery(query), ...readQuery(body)]);
}

function notForm() {
  return requestError(
    415,
    'not-supported',
    'A search by POST takes its parameters as application/x-www-form-urlencoded.',
  );
}
