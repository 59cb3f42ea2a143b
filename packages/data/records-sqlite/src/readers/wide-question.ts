import type { HistoryOptions, HistoryResult, Query, SearchResult } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { history } from '../read/history.ts';
import type { VersionReader } from '../read/read-version.ts';
import { search } from '../read/search.ts';

/** What answers each method of {@link WideQuestion}. */
interface WideAnswers {
  readonly search: SearchResult;
  readonly history: HistoryResult;
}

/** A question that may need to look at much. Plain data: it may be put to another process. */
export type WideQuestion =
  | { readonly method: 'search'; readonly options: Omit<Query, 'signal'> }
  | { readonly method: 'history'; readonly options: HistoryOptions };

/** The answer to a question. */
export type AnswerTo<Question extends WideQuestion> = WideAnswers[Question['method']];

/** Answers on this connection, at once and to the end. */
export function answerWide<Question extends WideQuestion>(
  connection: Connection,
  reader: VersionReader,
  question: Question,
  candidateLimit: number,
): AnswerTo<Question> {
  const answer =
    question.method === 'search'
      ? search(connection, reader, question.options, candidateLimit)
      : history(connection, question.options, candidateLimit);
  return answer as AnswerTo<Question>;
}
