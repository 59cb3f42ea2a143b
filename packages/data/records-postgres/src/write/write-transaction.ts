import type { Fence, FenceOptions, Guard, GuardFailure, ResourceKey } from '@baseplate-epr/contracts';
import { raisesFence } from '@baseplate-epr/record-query';
import type { PoolClient } from 'pg';
import { type Ask, allOf, askOn } from '../connection/ask.ts';
import type { Statements } from '../connection/statement.ts';
import { createGuardTime, type GuardTime } from '../query/guard-time.ts';
import { failingGuards, type GuardSettings } from '../query/guards.ts';
import { sql } from '../query/sql.ts';
import { type Facts, readFacts } from './facts.ts';
import { type PresentVersions, readPresent } from './present-versions.ts';
import { type ResourceState, readStates } from './resource-state.ts';
import { createStaging, type Staging } from './staging.ts';

/** One transaction that writes, under the lock that lets one do so at a time. */
export interface WriteTransaction extends Pick<Staging, 'write' | 'reindex'> {
  readonly fence: Fence;
  readonly leastGeneration: number;
  /** By `type/id`, with what this transaction has written. */
  readonly states: ReadonlyMap<string, ResourceState>;
  readonly present: PresentVersions;
  /** The guards that do not hold against the state so far. @throws BaseplateError `query-too-costly`, when {@link WriteTransaction.guardTime} is up. */
  failing(guards: readonly Guard[]): Promise<readonly GuardFailure[]>;
  /** What the guards of all that this transaction does have together. */
  readonly guardTime: GuardTime;
  /** The latest time of a version that is later than `after` and no later than `upTo`, which what was wanted has told. */
  latestTime(after: number, upTo: number): Promise<number | undefined>;
  raiseFence(fence: FenceOptions): void;
  raiseGeneration(generation: number): void;
}

/** What a transaction is about to look at. */
export interface Wanted {
  readonly resources: readonly ResourceKey[];
  /** Versions that may be there already. */
  readonly versions: readonly (ResourceKey & { readonly versionId: string })[];
  /** How late a time may be that can overtake it; absent where times do not matter. */
  readonly timesUpTo?: number | undefined;
}

/** What transactions of one process share. */
export interface TransactionSettings extends GuardSettings {
  /** Number of the lock that every write holds. */
  readonly lock: string;
  readonly statements: Statements;
  /** Names of parameters that are in the table for certain. */
  readonly parameters: Set<string>;
  /** How long a statement may run, in milliseconds. */
  readonly statementTime: number;
  /** The part of it that the guards of writes have which share a transaction. */
  readonly guardShare: number;
}

/** A transaction that has begun: it may be told what to do, and must be committed. */
export interface BegunTransaction {
  readonly transaction: WriteTransaction;
  commit(): Promise<void>;
}

/**
 * Begins one: waits for its turn, and reads what it will look at. All that travels together; each statement sees what had taken
 * effect when it began, so the reading sees every write before.
 */
export async function beginTransaction(
  client: PoolClient,
  wanted: Wanted,
  settings: TransactionSettings,
  guardMilliseconds: number,
): Promise<BegunTransaction> {
  const ask = askOn(client, settings.statements);
  const [, , facts, states, present] = await allOf([
    client.query('BEGIN ISOLATION LEVEL READ COMMITTED'),
    ask(sql`SELECT pg_advisory_xact_lock(${settings.lock}::bigint)::text`),
    readFacts(ask, wanted.timesUpTo),
    readStates(ask, wanted.resources),
    readPresent(ask, wanted.versions),
  ]);
  return begun(client, ask, settings, { facts, states, present }, createGuardTime(guardMilliseconds));
}

interface Found {
  readonly facts: Facts;
  readonly states: Map<string, ResourceState>;
  readonly present: PresentVersions;
}

function begun(
  client: PoolClient,
  ask: Ask,
  settings: TransactionSettings,
  { facts, states, present }: Found,
  guardTime: GuardTime,
): BegunTransaction {
  const staging = createStaging(states, facts.position, settings.homeType);
  const sent = new Set<string>();
  let { fence, leastGeneration, latest } = facts;
  const send = (): Promise<unknown>[] => {
    const { statements, names } = staging.take((name) => settings.parameters.has(name) || sent.has(name));
    for (const name of names) sent.add(name);
    return statements.map(ask);
  };
  const put = (name: string, value: string) =>
    sql`INSERT INTO store_fact (name, value) VALUES (${name}, ${value}) ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
  const transaction: WriteTransaction = {
    get fence() {
      return fence;
    },
    get leastGeneration() {
      return leastGeneration;
    },
    states,
    present,
    write(version, generation) {
      staging.write(version, generation);
      latest = Math.max(latest, version.lastUpdated);
    },
    reindex: staging.reindex,
    guardTime,
    async failing(guards) {
      // They travel together, and the server does one after the other.
      const [, failures] = await allOf([
        allOf(send()),
        guardTime.within(ask, () => failingGuards(ask, guards, settings, guardTime)),
      ]);
      return failures;
    },
    async latestTime(after, upTo) {
      if (latest <= after) return undefined;
      if (latest <= upTo) return latest;
      // Another of the transaction reaches further: what lies between is asked for by itself.
      await allOf(send());
      const [[time = null] = []] = await ask(
        sql`SELECT max(last_updated) FROM version WHERE last_updated > ${after}::bigint AND last_updated <= ${upTo}::bigint`,
      );
      return time === null ? undefined : Number(time);
    },
    raiseFence(options) {
      const { epoch, successor } = options;
      const standing = fence.epoch === Number.NEGATIVE_INFINITY ? undefined : fence;
      if (raisesFence(standing, options)) fence = { epoch, successor };
    },
    raiseGeneration(generation) {
      leastGeneration = Math.max(leastGeneration, generation);
    },
  };
  return {
    transaction,
    async commit() {
      const changes = [
        ...(fence === facts.fence ? [] : [put('fence', JSON.stringify(fence))]),
        ...(leastGeneration === facts.leastGeneration ? [] : [put('generation', String(leastGeneration))]),
      ];
      await allOf([guardTime.undone(), ...send(), ...changes.map(ask), client.query('COMMIT')]);
      for (const name of sent) settings.parameters.add(name);
    },
  };
}
