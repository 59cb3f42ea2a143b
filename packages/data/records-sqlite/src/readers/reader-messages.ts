import type { ErrorCode } from '@baseplate-epr/contracts';
import type { ResolvedOptions } from '../options.ts';
import type { WideQuestion } from './wide-question.ts';

/** What a reader process is told: first how to open the file, then one question at a time. */
export type ToReader = { readonly open: ResolvedOptions } | { readonly question: WideQuestion };

/** An error as it crosses between processes: what callers may see of it. */
export interface CrossingError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a reader process says: once that it has opened the file, then an answer to each question. */
export type FromReader = { readonly opened: true } | { readonly answer: unknown } | { readonly error: CrossingError };
