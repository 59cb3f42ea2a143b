import { BaseplateError } from '@baseplate-epr/contracts';

/** The error about a certificate, a key or a package that cannot be digested. */
export function certificateInvalid(message: string, cause?: unknown): BaseplateError {
  return new BaseplateError({ code: 'certificate-invalid', message, ...(cause === undefined ? {} : { cause }) });
}
