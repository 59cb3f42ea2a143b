import { BaseplateError } from '@baseplate-epr/contracts';

/** There is no such document. */
export function notFound(): BaseplateError {
  return new BaseplateError({ code: 'not-found', message: 'There is no document of this digest. Check the digest.' });
}

/** The document does not have the bytes that were asked for. */
export function rangeOutside(size: number): BaseplateError {
  return new BaseplateError({
    code: 'range-unsatisfiable',
    message: `The range lies outside the document, which has ${size} bytes. Ask for bytes within it.`,
    details: { size },
  });
}

/** What is kept is not what was put. */
export function corrupt(sha256: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The stored bytes of document ${sha256} are not those that were put. Restore the object from an earlier version or a backup, or put the document again.`,
    details: { sha256 },
  });
}
