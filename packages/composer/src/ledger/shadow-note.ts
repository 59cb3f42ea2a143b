import { createHash } from 'node:crypto';
import type { ModuleReference } from '@baseplate-epr/contracts';
import { stable } from '../applied/same-store.ts';
import { type KeptValue, keptValue } from './kept-value.ts';
import { processExists } from './liveness.ts';
import { processSpace } from './process-space.ts';
import type { CopyProgress } from './progress-file.ts';

/** What a shadow run says of the store that it fills, beside the ledger: an apply to that store goes on from there. */
export interface ShadowNote extends CopyProgress {
  /** {@link AppliedStore.since} of the record store that it followed. */
  readonly follows: number;
  /** The name by which the store itself is known; absent where it has none. */
  readonly identity?: string;
  /** What beside the generation decides how the entries were made; see {@link madeBy}. */
  readonly madeBy: string;
  /** Answers that differed. */
  readonly diverged: number;
  /** The process that is at it; absent once it has ended. */
  readonly running?: { readonly pid: number; readonly space: string };
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** By what the entries of a store are made, apart from search parameters. */
export interface EntryRules {
  readonly indexRules: number;
  readonly baseUrl: string;
  readonly fullText: boolean;
}

/** The note about one store. */
export type ShadowNoteFile = KeptValue<ShadowNote>;

/** How long one of another machine that has not told anything is thought to be at it, in milliseconds. */
const silence = 60_000;

/** Opens the note about a store; nothing is made before the first write. */
export function shadowNoteFile(ledgerDirectory: string, store: ModuleReference, writer = 'shadow'): ShadowNoteFile {
  const { package: name, factory, keeps, options } = store;
  const place = keeps ?? stable(options);
  const key = createHash('sha256')
    .update(stable([name, factory, place]))
    .digest('hex')
    .slice(0, 32);
  return keptValue({ ledgerDirectory, name: `shadow-${key}.json`, writer });
}

/** In a form that is equal where the rules are. */
export function madeBy(rules: EntryRules): string {
  return stable(rules);
}

/** Whether the process that told a note is still at it. */
export function isShadowing({ running, at }: ShadowNote, now: number): boolean {
  if (running === undefined) return false;
  return running.space === processSpace() ? processExists(running.pid) : now - at < silence;
}
