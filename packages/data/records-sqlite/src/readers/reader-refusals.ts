import { BaseplateError } from '@baseplate-epr/contracts';

const narrow = 'Narrow the search, for example to one patient, a code or a time';

/** The process that answered was killed because it took too long. */
export function tookTooLong(readerTime: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `Answering took longer than ${readerTime.toLocaleString('en-GB')} ms, which is the limit for a search that looks at much of the record. ${narrow}, or raise \`readerTime\`.`,
    details: { readerTime },
  });
}

/** Too many questions are before this one. */
export function readersBusy(readers: number, readerQueue: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `This search looks at much of the record, and all ${readers} processes for such searches stayed busy (at most ${readerQueue} may wait). ${narrow}, or try again later.`,
    details: { readers, readerQueue },
  });
}

/** The process died with this question, and so did the one that took its place. */
export function readersDie(): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message:
      'The process that was to answer a search ended before it did, twice. Look at what ended it (memory, an administrator), then try again.',
  });
}

/** No process could be started. */
export function readerDoesNotStart(): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message:
      'No process could be started to answer a search that looks at much of the record. Look at what the machine lacks (memory, processes), or narrow the search.',
  });
}

/** Nobody waits for the answer any more. */
export function abandoned(): BaseplateError {
  return new BaseplateError({ code: 'cancelled', message: 'The caller gave up, so the search was ended.' });
}

/** The store was stopped under the question. */
export function readersStopped(): BaseplateError {
  return new BaseplateError({
    code: 'module-unavailable',
    message: 'The record store was stopped before the search was answered. Start the program again.',
  });
}
