import { isBaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import type { Question } from './questions.ts';

/** What came of a question. */
export interface Asked {
  readonly agree: boolean;
  /** Milliseconds that each took the last time. */
  readonly primary: number;
  readonly shadow: number;
}

type Answering = Pick<RecordStore, 'read' | 'search'>;

const attempts = 4;

/**
 * Asks both. Where the answers differ, something may have been written between: the shadow is brought up to date and both are asked again,
 * and only a difference with a primary that says the same before and after counts.
 */
export async function askBoth(
  question: Question,
  stores: { readonly primary: Answering; readonly shadow: Answering },
  follow: () => Promise<void>,
): Promise<Asked> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await timed(() => question.ask(stores.primary));
    if (attempt > 1) await follow();
    const second = await timed(() => question.ask(stores.shadow));
    const asked = { primary: first.took, shadow: second.took };
    if (first.answer === second.answer) return { agree: true, ...asked };
    const still = attempt > 1 && (await timed(() => question.ask(stores.primary))).answer === first.answer;
    if (still) return { agree: false, ...asked };
    // A resource that is written all the time cannot be compared now; another look will.
    if (attempt === attempts) return { agree: true, ...asked };
  }
}

/** A refusal is an answer too: both stores must give the same. */
async function timed(ask: () => Promise<string>): Promise<{ readonly answer: string; readonly took: number }> {
  const began = performance.now();
  try {
    return { answer: await ask(), took: performance.now() - began };
  } catch (error) {
    if (!isBaseplateError(error) || !['query-too-costly', 'query-invalid', 'storage-corrupt'].includes(error.code))
      throw error;
    return { answer: `refused ${error.code}`, took: performance.now() - began };
  }
}
