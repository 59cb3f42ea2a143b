import type { CrossingError } from '../connection/crossing-error.ts';
import type { ResolvedOptions } from '../options.ts';
import type { WideQuestion } from './wide-question.ts';

/** What a reader process is told: first how to open the file, then one question at a time. */
export type ToReader = { readonly open: ResolvedOptions } | { readonly question: WideQuestion };

/** What a reader process says: once that it has opened the file, then an answer to each question. */
export type FromReader = { readonly opened: true } | { readonly answer: unknown } | { readonly error: CrossingError };
