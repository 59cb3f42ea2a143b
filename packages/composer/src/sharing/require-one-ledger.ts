import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, type Logger, type StateStore } from '@baseplate-epr/contracts';
import { type AnnouncedProcess, announcedProcesses, announcementTime } from '@baseplate-epr/record';
import { patience } from '../ledger/liveness.ts';
import type { ProcessFile, ProcessFiles } from '../ledger/process-file.ts';

/** A process that is about to serve, and where others show that they live. */
export interface RequireOneLedgerOptions {
  /** In force; those that write to the record announce themselves in it. */
  readonly state: Pick<StateStore, 'namespace'>;
  readonly files: Pick<ProcessFiles, 'list'>;
  readonly directory: string;
  /** Of the file of this process. */
  readonly own: string;
  /** Told whom a start waits for, once that takes longer than between processes of one ledger. */
  readonly logger: Pick<Logger, 'warn'>;
  /** Ends the wait for a sign of others. */
  readonly signal?: AbortSignal;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  /** Milliseconds between looks. Default 100. */
  readonly every?: number;
}

/** What is known of a process that has announced itself. Times are of the own clock, since clocks of several machines need not agree. */
interface Other {
  /** Until when what it had announced at first was to hold. */
  readonly until: number | undefined;
  readonly sign: string;
  /** When it was seen first. */
  readonly since: number;
  /** When it was seen to have announced itself anew. */
  readonly renewed?: number;
  readonly isOurs?: boolean;
}

/** How long nobody need be told that a start waits, in milliseconds. */
const silently = 2000;

/**
 * Sees that who else writes to the record does so by this ledger: it must show a sign of life beside it. By another one, such as a copy of the folder on
 * another machine, nobody would wait for the other at a change-over, and documents, audit and state of one would be in stores that the other
 * has left. One that has only announced itself and shows no sign of life at all, was killed on another machine: that is waited for, a minute at most,
 * whatever its clock has said.
 *
 * Whoever stood still, as this process may have, announces itself and gives its sign in any order when it goes on. So it is refused only for
 * the want of a sign in files that were read well after its announcement.
 *
 * @throws BaseplateError `precondition-failed` if somebody serves by another ledger; errors of the stores
 */
export async function requireOneLedger(options: RequireOneLedgerOptions): Promise<void> {
  const { state, files, directory, own, logger, signal, now = () => performance.now(), every = 100 } = options;
  const others = new Map<string, Other>();
  const begun = now();
  let isTold = false;
  while (!signal?.aborted) {
    const asked = now();
    const all = await files.list();
    let waited: AnnouncedProcess | undefined;
    for (const process of await announcedProcesses(state)) {
      const { chain } = process;
      if (fileOf(all, chain)?.id === own) continue;
      const other = seenAgain(others.get(chain), process, signOf(all, chain), now());
      others.set(chain, other);
      if (other.isOurs) continue;
      if (other.renewed === undefined) {
        if (asked - other.since <= announcementTime) waited = process;
      } else if (asked - other.renewed > patience) throw elsewhere(process, directory);
      else waited = process;
    }
    if (waited === undefined) return;
    if (!isTold && now() - begun > silently) {
      isTold = true;
      logger.warn(waitsFor(waited, directory));
    }
    await wait(every, undefined, { signal }).catch(() => undefined);
  }
}

function seenAgain(before: Other | undefined, { until }: AnnouncedProcess, sign: string, at: number): Other {
  if (before === undefined) return { until, sign, since: at };
  // A file that was taken away is no sign: what was copied with a folder is cleared away there.
  if (sign !== '' && sign !== before.sign) return { ...before, isOurs: true };
  return before.renewed === undefined && until !== before.until ? { ...before, renewed: at } : before;
}

/** What changes in the file of a process as long as it lives; empty of one that has none here. */
function signOf(files: readonly ProcessFile[], chain: string): string {
  const file = fileOf(files, chain);
  return file === undefined ? '' : `${file.id} ${file.beat} ${file.touchedAt}`;
}

function fileOf(files: readonly ProcessFile[], chain: string): ProcessFile | undefined {
  return files.find(({ chains = [] }) => chains.includes(chain));
}

function waitsFor({ pid, host }: AnnouncedProcess, directory: string): string {
  return `Process ${pid} on ${host} has announced that it serves this record, and gives no sign of life beside the ledger in ${directory}. The start waits until it does, or until its announcement has run out: a minute at most. If it was killed, nothing need be done.`;
}

function elsewhere({ pid, host }: AnnouncedProcess, directory: string): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `Process ${pid} on ${host} serves this record by another ledger than the one in ${directory}. Nobody would wait for the other when a store is changed over, and what one writes would be missing from the other. This process has served nobody. If ${directory} is a copy, name the folder that is in use, which all processes of a record share; or stop the other process for good, and start this one again.`,
    details: { pid, host },
  });
}
