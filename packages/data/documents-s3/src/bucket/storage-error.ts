import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import { explanations, explanationsByStatus } from './explanations.ts';

/** What can be told of an error of the SDK without telling what the store answered. */
export interface FailureFacts {
  /** S3's name of the error, or the system's, such as `NoSuchKey` or `ECONNREFUSED`. */
  readonly name: string;
  /** HTTP status; 0 if there was no answer. */
  readonly status: number;
  /** By which the store's own log finds the request. */
  readonly requestId?: string;
}

/**
 * What callers see instead of an error of the SDK. The SDK's is not kept as the cause, because it holds the answer of the store, the
 * request with its signature, and sometimes the name of the key it was made with.
 */
export function storageError(bucket: string, error: unknown): BaseplateError {
  if (isBaseplateError(error)) return error;
  const { name, status, requestId } = failureFacts(error);
  const reported = status === 0 ? name : `${name} with status ${status}`;
  const advice = explanations[name] ?? explanationsByStatus[status] ?? `The store reports ${reported}.`;
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The documents in the bucket ${bucket} cannot be used. ${advice}`,
    details: { name, ...(status === 0 ? {} : { status }), ...(requestId === undefined ? {} : { requestId }) },
  });
}

/** Reads the facts from an error of the SDK, which gives them in several places. */
export function failureFacts(error: unknown): FailureFacts {
  if (!(error instanceof Error)) return { name: 'unknown', status: 0 };
  const { name, code, Code, $metadata } = error as Error & Readonly<Record<'code' | 'Code' | '$metadata', unknown>>;
  const { httpStatusCode, requestId } = isRecord($metadata) ? $metadata : {};
  const system = typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : undefined;
  const told = typeof Code === 'string' ? Code : name;
  // Only what has the form of a name: a store could put anything there.
  const given = system ?? (/^[A-Za-z][A-Za-z0-9.]{0,60}$/.test(told) ? told : 'unknown');
  return {
    name: given === 'Error' ? 'unknown' : given,
    status: typeof httpStatusCode === 'number' ? httpStatusCode : 0,
    ...(typeof requestId === 'string' && /^[\w-]{1,64}$/.test(requestId) ? { requestId } : {}),
  };
}

/** Whether the store says that there is no such object; a bucket that is not there is another error. */
export function isAbsent(error: unknown): boolean {
  const { name, status } = failureFacts(error);
  return name === 'NoSuchKey' || (status === 404 && name !== 'NoSuchBucket' && name !== 'NoSuchUpload');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
