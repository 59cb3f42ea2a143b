import { type ErrorCode, isBaseplateError } from '@baseplate-epr/contracts';

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  'input-invalid': 400,
  'credentials-invalid': 401,
  'access-refused': 403,
  'not-found': 404,
  'precondition-failed': 409,
  'configuration-invalid': 422,
  'certificate-invalid': 422,
  'contract-mismatch': 422,
  unsupported: 501,
  'module-unavailable': 503,
  'storage-unavailable': 503,
};

/** An error as JSON: its permanent code, and a sentence for a person. Of one that is not ours no word is told. */
export function errorAnswer(error: unknown, requestId: string): Response {
  const isOurs = isBaseplateError(error);
  const code = isOurs ? error.code : 'unexpected';
  const message = isOurs
    ? error.message
    : `The request failed (number ${requestId}). Look whether it has done its work before you repeat it; the log knows the number.`;
  const status = (isOurs && statuses[error.code]) || 500;
  const headers = { 'cache-control': 'no-store', ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}) };
  return Response.json({ error: { code, message } }, { status, headers });
}
