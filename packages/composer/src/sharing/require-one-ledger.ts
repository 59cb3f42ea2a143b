import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, type StateStore } from '@baseplate-epr/contracts';
import { type AnnouncedProcess, announcedProcesses } from '@baseplate-epr/record';
import type { OpenLedger } from '../applied/open-applied.ts';
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
  /** Ends the wait for a sign of others. */
  readonly signal?: AbortSignal;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  /** Milliseconds between looks. Default 100. */
  readonly every?: number;
}

/**
 * Sees that who else writes to the record does so by this ledger: it must show a sign of life beside it. By another one, such as a copy of the folder on
 * another machine, nobody would wait for the other at a change-over, and documents, audit and state of one would be in stores that the other
 * has left. One that has only announced itself and shows no sign of life at all, was killed on another machine: that is waited for, a minute at most.
 *
 * @throws BaseplateError `precondition-failed` if somebody serves by another ledger; errors of the stores
 */
export async function requireOneLedger(options: RequireOneLedgerOptions): Promise<void> {
  const { state, files, directory, own, signal, now = () => performance.now(), every = 100 } = options;
  const first = new Map<string, { readonly until: number | undefined; readonly sign: string; readonly at: number }>();
  const ours = new Set<string>();
  while (!signal?.aborted) {
    const all = await files.list();
    let isOpen = false;
    for (const process of await announcedProcesses(state)) {
      const { chain, until } = process;
      const sign = signOf(all, chain);
      const before = first.get(chain) ?? { until, sign, at: now() };
      first.set(chain, before);
      if (ours.has(chain) || fileOf(all, chain)?.id === own) continue;
      if (sign !== before.sign) ours.add(chain);
      else if (until !== before.until && now() - before.at > patience) throw elsewhere(process, directory);
      else isOpen = true;
    }
    if (!isOpen) return;
    await wait(every, undefined, { signal }).catch(() => undefined);
  }
}

/** The look under way, beside whatever else a start does. */
export interface OneLedgerCheck {
  /** Rejects as {@link requireOneLedger}. */
  readonly seen: Promise<void>;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Begins to look. A start that fails meanwhile need not wait for it. */
export function seeOneLedger(
  { ledger, files, self }: OpenLedger,
  state: RequireOneLedgerOptions['state'],
): OneLedgerCheck {
  const stopping = new AbortController();
  const { directory } = ledger;
  const seen = requireOneLedger({ state, files, directory, own: self.id, signal: stopping.signal });
  seen.catch(() => undefined);
  return {
    seen,
    async stop() {
      stopping.abort();
      await seen.catch(() => undefined);
    },
  };
}

/** What changes in the file of a process as long as it lives; empty of one that has none here. */
function signOf(files: readonly ProcessFile[], chain: string): string {
  const file = fileOf(files, chain);
  return file === undefined ? '' : `${file.id} ${file.beat} ${file.touchedAt}`;
}

function fileOf(files: readonly ProcessFile[], chain: string): ProcessFile | undefined {
  return files.find(({ chains = [] }) => chains.includes(chain));
}

function elsewhere({ pid, host }: AnnouncedProcess, directory: string): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `Process ${pid} on ${host} serves this record by another ledger than the one in ${directory}. Nobody would wait for the other when a store is changed over, and what one writes would be missing from the other. This process has served nobody. If ${directory} is a copy, name the folder that is in use, which all processes of a record share; or stop the other process for good, and start this one again.`,
    details: { pid, host },
  });
}
