import { beyondBrief } from '../connection/budget.ts';
import type { OpenStore } from '../open-store.ts';
import type { ResolvedOptions } from '../options.ts';
import { gathersText } from '../query/gathers-text.ts';
import { type AnswerTo, answerWide, type WideQuestion } from './wide-question.ts';

/**
 * Answers at once if few rows have to be visited, and otherwise in a process that can be killed. How many it will be is not
 * guessed: the answer is begun here, and begun again there when it turns out to need more, which costs a few milliseconds.
 * What looks for a phrase or the beginning of a word goes there at once, and so does what has many conditions and is not remembered: their work
 * is not counted in rows.
 */
export async function askWide<Question extends WideQuestion>(
  { reading, reader, pool }: OpenStore,
  { candidateLimit, inlineRows }: ResolvedOptions,
  question: Question,
  signal?: AbortSignal,
): Promise<AnswerTo<Question>> {
  const answer = () => answerWide(reading, reader, question, candidateLimit);
  if (pool === undefined) return answer();
  const where = question.method === 'search' ? question.options.where : undefined;
  if (where !== undefined && gathersText(where)) return pool.ask(question, signal);
  const brief = reading.budget.briefly(inlineRows, answer);
  return brief === beyondBrief ? pool.ask(question, signal) : brief;
}
