import {
  BaseplateError,
  type CommitOptions,
  type CommitResult,
  type Guard,
  type IndexedVersion,
  isBaseplateError,
  type ResourceKey,
  type StoredVersion,
  type Write,
} from '@baseplate-epr/contracts';
import type { OpenIntent } from '../audit/audit-trail.ts';
import { conflict } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { requireWaiting } from '../session/require-waiting.ts';
import { mostAhead } from './commit-times.ts';

/** One write, and what the audit says of the version it follows. */
export interface PlannedWrite extends Write {
  readonly version: IndexedVersion;
  /** Patients of the newest version until now: they are written about as well. None of it else is kept until the commit. */
  readonly patientsBefore?: readonly string[];
}

/** What a write comes down to, decided on the state as it is now. */
export interface Plan<Result> {
  /** None: there is nothing to write. */
  readonly writes: readonly PlannedWrite[];
  readonly guards?: readonly Guard[];
  /** For the audit: what the writes do that their action does not say. */
  readonly detail?: string;
  /** Given to the caller once the writes are durable. */
  readonly result: Result;
  /** The same by the versions that the store has kept, by `Type/id`: instead of `result` where it gives times and texts of its own. */
  readonly asKept?: (versions: ReadonlyMap<string, StoredVersion>) => Promise<Result>;
}

/** Work to carry out. */
export interface Task<Result> {
  /** The interaction, for the audit. */
  readonly action: string;
  /** Writers of the same key that have lost a race wait for each other. */
  readonly key: string;
  /** Looks at the state and decides; called again after a lost race, so it checks every precondition each time. */
  plan(): Promise<Plan<Result>>;
}

/**
 * Plans, notes the intent, commits, notes the outcome; again from the start after a lost race.
 *
 * When it resolves, the writes and their audit are durable. When the commit itself throws, what became of it is unknown here, unless
 * the error says that nothing was written: the audit says so, and the error is passed on.
 *
 * @throws RecordError 409 after too many lost races; whatever `plan` throws; errors of the stores
 */
export async function carryOut<Result>(parts: RecordParts, caller: Caller, task: Task<Result>): Promise<Result> {
  const first = await attempt(parts, caller, task);
  if (first !== undefined) return first.result;
  return parts.turns.take(task.key, async () => {
    for (let tried = 1; tried < parts.limits.commitAttempts; tried += 1) {
      const done = await attempt(parts, caller, task);
      if (done !== undefined) return done.result;
    }
    throw conflict('Other writers were faster every time. Nothing was written; read again, then repeat.');
  });
}

/** `undefined` after a lost race. */
async function attempt<Result>(
  parts: RecordParts,
  caller: Caller,
  task: Task<Result>,
): Promise<{ readonly result: Result } | undefined> {
  // The entries are computed with these parameters, or with later ones.
  const generation = parts.index.generation();
  const { writes, guards = [], detail, result, asKept } = await task.plan();
  if (writes.length === 0) return { result };
  requireWaiting(caller.signal);
  const intent = await caller.trail.intent({
    action: task.action,
    writes,
    ...(detail === undefined ? {} : { detail }),
  });
  const { ended, kept } = await commit(parts, caller, intent, { generation, writes, guards });
  switch (ended.outcome) {
    case 'committed':
      parts.committed();
      if (writes.some(({ version }) => version.type === 'SearchParameter')) await parts.index.changed();
      await caller.trail.outcome(intent, 'success');
      if (kept === undefined || asKept === undefined) return { result };
      return { result: await asKept(new Map(kept.map((version) => [resourceName(version), version]))) };
    case 'fenced':
      await caller.trail.outcome(intent, 'failure', 'store-fenced');
      throw fenced(ended.successor);
    case 'outdated':
      await caller.trail.outcome(intent, 'failure', 'outdated');
      await parts.index.reload();
      return undefined;
    default:
      await caller.trail.outcome(intent, 'failure', ended.outcome);
      return undefined;
  }
}

interface Committed {
  readonly ended: CommitResult;
  /** What was kept, where that is not what was planned. */
  readonly kept: readonly StoredVersion[] | undefined;
}

async function commit(
  parts: RecordParts,
  caller: Caller,
  intent: OpenIntent,
  {
    generation,
    writes,
    guards,
  }: Pick<CommitOptions, 'generation'> & Required<Pick<Plan<unknown>, 'writes' | 'guards'>>,
): Promise<Committed> {
  const planned = writes.map(({ version, expect }) => ({ version, expect }));
  try {
    const { ended, handed } = await commitInOrder(parts, { generation, writes: planned, guards });
    const given = ended.outcome === 'committed' ? ended.versions : undefined;
    return { ended, kept: given ?? (handed === planned ? undefined : handed.map(({ version }) => version)) };
  } catch (error) {
    if (isNothingWritten(error)) await caller.trail.outcome(intent, 'failure', 'commit-refused');
    else await caller.trail.outcome(intent, 'unknown', 'commit-threw');
    throw error;
  }
}

/** How often a commit is tried with a later time; each time another process must have been faster. */
const mostOvertaken = 20;

/** Commits with times that follow the order of the commits. What the store refuses for its time alone is planned already, and tried again as it is. */
async function commitInOrder(parts: RecordParts, options: Omit<CommitOptions, 'epoch'>) {
  const { records, epoch, times, context } = parts;
  let handed = times.inOrder(options.writes);
  for (let tried = 1; ; tried += 1) {
    const looked = tried < mostOvertaken ? { overtakenWithin: mostAhead } : {};
    const ended = await records.commit({ ...options, epoch, writes: handed, ...looked });
    if (ended.outcome !== 'overtaken') return { ended, handed };
    // A little ahead after each refusal, so that two busy processes do not overtake each other for ever.
    handed = times.after(handed, Math.max(ended.lastUpdated, context.clock.now()) + tried - 1);
  }
}

function isNothingWritten(error: unknown): boolean {
  return isBaseplateError(error) && error.details.nothingWritten === true;
}

function resourceName({ type, id }: ResourceKey): string {
  return `${type}/${id}`;
}

function fenced(successor: string): BaseplateError {
  return new BaseplateError({
    code: 'store-fenced',
    message: `This record store has been superseded and takes no more writes. Use its successor: ${successor}.`,
    details: { successor },
  });
}
