import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { isBroken, killEverything } from '../kill-everything.ts';
import { lostFrom, openPostgres, openSqlite } from '../stores.ts';
import { newestEntry, startTrust } from '../trust.ts';
import type { LongOptions } from './long-options.ts';

/** One round: what was under way when everything was killed, and what became of it. */
export interface KilledRound {
  readonly command: string;
  /** Milliseconds after the command was begun. */
  readonly killedAfter: number;
  /** Whether the command itself was killed too. */
  readonly withCommand: boolean;
  /** Phase of the change-over at the kill, as the ledger had it. */
  readonly phase: string;
  /** Versions acknowledged by then, in all rounds. */
  readonly acknowledged: number;
  /** Store in force afterwards. */
  readonly inForce: string;
}

const longestPause = 9000;

/** Kills the whole application at a random moment of a change-over, starts it again, and looks for everything that was acknowledged. */
export async function killedRounds(
  options: LongOptions,
): Promise<{ readonly rounds: readonly KilledRound[]; readonly faults: readonly string[] }> {
  const { folder, databaseUrl, processes, writes, reads, kills, seed, say } = options;
  const data = join(folder, 'killed');
  const random = randomFrom(seed);
  const rounds: KilledRound[] = [];
  const faults: string[] = [];
  const acknowledged = new Map<string, number>();
  const inForce = () => newestEntry(data)?.data.records.reference.package ?? '';
  // A database of its own: the steady run has left its record in the first.
  const ownUrl = await emptyDatabase(databaseUrl);
  for (let round = 0; round < kills; round += 1) {
    const trust = await startTrust({ data, databaseUrl: ownUrl, processes });
    const load = trust.load(`round${round}`, writes / 2, reads / 2);
    await wait(1500);
    const command = inForce().includes('postgres') ? 'rollback' : 'apply';
    const running = trust.begin([command]);
    const killedAfter = Math.round(random() * longestPause);
    await Promise.race([wait(killedAfter), running.ended]);
    const withCommand = random() < 0.5;
    const phase = newestEntry(data)?.changeOvers.records?.phase ?? 'none';
    await killEverything(trust.record, withCommand ? [running] : []);
    await running.ended;
    const report = await load.stop();
    faults.push(
      ...report.failures.filter((failure) => !isBroken(failure)).map((failure) => `round ${round}: ${failure}`),
    );
    for (const [key, version] of report.acknowledged) acknowledged.set(key, version);

    const again = await startTrust({ data, databaseUrl: ownUrl, processes });
    const name = inForce();
    const store = name.includes('postgres') ? await openPostgres(ownUrl) : await openSqlite(data);
    faults.push(...(await lostFrom(store, [...acknowledged])).map((fault) => `round ${round}: ${fault}`));
    await store.stop();
    const status = await again.run(['status']);
    if (status.code !== 0) faults.push(`round ${round}: ${status.said}`);
    if ((await again.record.stop('SIGTERM')) !== 0) faults.push(`round ${round}: it did not stop in order`);
    rounds.push({ command, killedAfter, withCommand, phase, acknowledged: acknowledged.size, inForce: name });
    say(JSON.stringify(rounds.at(-1)));
  }
  return { rounds, faults };
}

async function emptyDatabase(url: string): Promise<string> {
  const name = 'killed';
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return url.replace(/\/postgres$/, `/${name}`);
}

/** Numbers from 0 to 1 that a seed decides: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
