import { setTimeout as wait } from 'node:timers/promises';
import { isBaseplateError, type Logger, type ModuleReference } from '@baseplate-epr/contracts';
import { serviceKey } from '../applied/applied-services.ts';
import type { Judgement } from '../configuration/certification.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import type { AppliedServices } from '../ledger/ledger-services.ts';
import type { ServiceRunner } from '../service/service-runner.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';
import { type LoadedBeside, loadBeside, type RunningServices } from './load-beside.ts';
import { createRetirement } from './retirement.ts';

/** What a process needs to follow the services that are applied. */
export interface ServiceFollowerOptions {
  readonly shelf: ServiceShelf;
  /** The services of the shelf as they were applied, in its order. */
  readonly first: AppliedServices;
  readonly logger: Logger;
  /** Loads a service, if it is admitted, starts it and waits until it is well. */
  start(reference: ModuleReference<'digital-service'>, judgement: Judgement | undefined): Promise<ServiceRunner>;
  /** What {@link ServiceFollower.opened} or {@link ServiceFollower.inFront} say has changed. */
  told(): void;
}

/** Keeps the services of one process as the ledger says, while they are in use. */
export interface ServiceFollower {
  /** Begins what an entry demands, and puts in front at once what is ready. Called with each newest entry. */
  meet(entry: LedgerEntry): void;
  /** Why the services that are to come cannot be loaded here; empty if they run; `undefined` while that is not known, or none are to come. */
  opened(): { readonly id: string; readonly reason: string } | undefined;
  /** {@link AppliedServices.since} of those that answer. */
  inFront(): number;
  /** Why others answer than those in force, if they do. */
  trouble(): string | undefined;
  /** Stops what runs beside the shelf, at once. */
  stop(): Promise<void>;
}

/** A list of services on its way in. */
interface Beside {
  readonly list: AppliedServices;
  /** Of the swap that brings it; absent where the process has missed that. */
  readonly id?: string;
  readonly judgement?: Judgement;
  loaded?: LoadedBeside;
  reason?: string;
  /** Present while it is being loaded. */
  loading?: Promise<void>;
}

/** Milliseconds between attempts to load what is in force and could not be loaded. */
const againAfter = 1000;

/** How long the end of a process waits for a service that is being loaded, in milliseconds. */
const longestStart = 3000;

/** Follows from a process's start on. */
export function createServiceFollower(options: ServiceFollowerOptions): ServiceFollower {
  const { shelf, first, logger, told } = options;
  const stoppingFailed = () => logger.error('A service that is not needed any more failed to stop.');
  const retirement = createRetirement({ stoppingFailed });
  let inFront = { since: first.since, running: runningOf(first, shelf.all()) };
  let beside: Beside | undefined;
  let seen: LedgerEntry | undefined;
  let stopped = false;

  const isWanted = ({ list }: Beside) => !stopped && seen !== undefined && wantedOf(seen)?.list.since === list.since;
  const isInForce = ({ list }: Beside) => seen?.services.since === list.since;

  /** What is to be loaded for an entry: those in force, if others answer; else those that are to come. */
  function wantedOf({ services }: LedgerEntry): Beside | undefined {
    const { change } = services;
    if (services.since !== inFront.since) {
      const isOfChange = change?.to.since === services.since;
      return { list: services, ...(isOfChange ? { id: change.id, judgement: change.judgement } : {}) };
    }
    if (change?.phase !== 'loading') return undefined;
    return { list: change.to, id: change.id, judgement: change.judgement };
  }

  async function load(coming: Beside): Promise<void> {
    while (isWanted(coming)) {
      try {
        const loaded = await loadBeside(coming.list.references, {
          inFront: inFront.running,
          start: (reference) => options.start(reference, coming.judgement),
          stoppingFailed,
        });
        // Asked before they leave, so that no open page misses a style sheet meanwhile.
        for (const runner of without(inFront.running, loaded.running)) await shelf.keptAssets.keep(runner);
        delete coming.reason;
        if (!isWanted(coming)) return await retirement.at(loaded.added);
        coming.loaded = loaded;
        if (isInForce(coming)) putInFront(coming.list, loaded.running);
        else told();
        return;
      } catch (error) {
        coming.reason = isBaseplateError(error) ? error.message : 'They failed in a way that was not foreseen.';
        told();
        // Whoever leads gives the swap up. What is in force already must be loaded all the same.
        if (!isInForce(coming)) return;
        logger.error(`The services in force cannot be loaded; those of before answer. ${coming.reason}`);
        await wait(againAfter, undefined, { ref: false });
      }
    }
  }

  function begin(coming: Beside): void {
    delete coming.reason;
    coming.loading = load(coming).finally(() => delete coming.loading);
  }

  function putInFront({ since, references }: AppliedServices, running: RunningServices): void {
    const order = references.flatMap((reference) => running.get(serviceKey(reference)) ?? []);
    inFront = { since, running };
    beside = undefined;
    for (const runner of shelf.replace(order)) retirement.whenDrained(runner);
    logger.info('other services answer now', { services: order.map(({ manifest }) => manifest.name).join(' ') });
    told();
    if (seen !== undefined) arrange(seen);
  }

  function arrange(entry: LedgerEntry): void {
    if (stopped) return;
    const wanted = wantedOf(entry);
    if (beside !== undefined && beside.list.since !== wanted?.list.since) {
      if (beside.loaded !== undefined) void retirement.at(beside.loaded.added);
      beside = undefined;
    }
    if (wanted === undefined) return;
    if (beside === undefined) {
      beside = wanted;
      begin(wanted);
    } else if (isInForce(beside) && beside.loaded !== undefined) putInFront(beside.list, beside.loaded.running);
    else if (isInForce(beside) && beside.loading === undefined) begin(beside);
  }

  return {
    meet(entry) {
      seen = entry;
      arrange(entry);
    },
    opened() {
      if (beside?.id === undefined) return undefined;
      const { id, loaded, reason } = beside;
      if (loaded !== undefined) return { id, reason: '' };
      return reason === undefined ? undefined : { id, reason };
    },
    inFront: () => inFront.since,
    trouble() {
      if (beside === undefined || !isInForce(beside)) return undefined;
      return `The services that were applied cannot be loaded; those of before answer. ${beside.reason ?? ''}`.trim();
    },
    async stop() {
      stopped = true;
      const { loaded, loading } = beside ?? {};
      // What is only just starting ends with the process.
      await Promise.race([loading, wait(longestStart, undefined, { ref: false })]);
      if (loaded !== undefined) await retirement.at(loaded.added);
      await retirement.stop();
    },
  };
}

function runningOf({ references }: AppliedServices, runners: readonly ServiceRunner[]): RunningServices {
  const running = new Map<string, ServiceRunner>();
  for (const [index, reference] of references.entries()) {
    const runner = runners[index];
    if (runner !== undefined) running.set(serviceKey(reference), runner);
  }
  return running;
}

function without(running: RunningServices, others: RunningServices): readonly ServiceRunner[] {
  const staying = new Set(others.values());
  return [...running.values()].filter((runner) => !staying.has(runner));
}
