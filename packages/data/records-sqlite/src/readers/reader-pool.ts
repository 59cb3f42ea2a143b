import type { ResolvedOptions } from '../options.ts';
import { createPlaces } from './places.ts';
import { type Reader, startReader } from './reader.ts';
import { abandoned, readersBusy, readersDie, readersStopped, tookTooLong } from './reader-refusals.ts';
import type { AnswerTo, WideQuestion } from './wide-question.ts';

/** Answers questions in processes that can be killed. */
export interface ReaderPool {
  /**
   * Answers in a reader process, which sees every commit acknowledged before this call.
   *
   * @throws BaseplateError `query-too-costly` if it takes or waits longer than `readerTime`, or at once if `readerQueue` questions
   * wait already; `cancelled` if the signal says so; whatever answering itself throws
   */
  ask<Question extends WideQuestion>(question: Question, signal?: AbortSignal): Promise<AnswerTo<Question>>;
  /** Kills every process; what is in hand fails `module-unavailable`. Resolves when all of them are gone. */
  close(): Promise<void>;
}

/** Where a reader process is, or may be. */
interface Place {
  reader: Reader | undefined;
}

/** Makes the pool. A process starts when a question finds none, is kept for the next one, and is replaced when it is gone. */
export function createReaderPool(options: ResolvedOptions): ReaderPool {
  const { readers, readerTime, readerQueue } = options;
  const places = createPlaces(
    Array.from({ length: readers }, (): Place => ({ reader: undefined })),
    { queue: readerQueue, time: readerTime, busy: () => readersBusy(readers, readerQueue), abandoned },
  );
  const inHand = new Set<Promise<unknown>>();
  let closed = false;

  const readerAt = async (place: Place): Promise<Reader> => {
    if (place.reader?.isAlive()) return place.reader;
    const reader = await startReader(options);
    place.reader = reader;
    if (!closed) return reader;
    await reader.kill();
    throw readersStopped();
  };

  const askAt = async <Question extends WideQuestion>(
    place: Place,
    question: Question,
    signal: AbortSignal | undefined,
  ): Promise<AnswerTo<Question>> => {
    // Reading can be done again: a process that somebody else has killed is replaced once.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await askWithin(await readerAt(place), question, { readerTime, signal });
      if (answer !== undefined) return answer;
      if (closed) throw readersStopped();
    }
    throw readersDie();
  };

  const ask = async <Question extends WideQuestion>(
    question: Question,
    signal: AbortSignal | undefined,
  ): Promise<AnswerTo<Question>> => {
    const place = await places.take(signal);
    try {
      return await askAt(place, question, signal);
    } finally {
      places.giveBack(place);
    }
  };

  return {
    async ask(question, signal) {
      const answer = ask(question, signal);
      inHand.add(answer);
      try {
        return await answer;
      } finally {
        inHand.delete(answer);
      }
    },
    async close() {
      closed = true;
      places.close(readersStopped());
      await Promise.all(places.all.map(({ reader }) => reader?.kill()));
      await Promise.allSettled(inHand);
    },
  };
}

/** Kills the reader when time is up or the caller has gone. Answers undefined if it ended for any other reason. */
async function askWithin<Question extends WideQuestion>(
  reader: Reader,
  question: Question,
  { readerTime, signal }: { readonly readerTime: number; readonly signal: AbortSignal | undefined },
): Promise<AnswerTo<Question> | undefined> {
  if (signal?.aborted) throw abandoned();
  let refusal: Error | undefined;
  const end = (error: Error) => {
    refusal ??= error;
    void reader.kill();
  };
  const late = setTimeout(() => end(tookTooLong(readerTime)), readerTime);
  const gone = () => end(abandoned());
  signal?.addEventListener('abort', gone);
  try {
    const answer = await reader.ask(question);
    if (answer === undefined && refusal !== undefined) throw refusal;
    return answer;
  } finally {
    clearTimeout(late);
    signal?.removeEventListener('abort', gone);
  }
}
