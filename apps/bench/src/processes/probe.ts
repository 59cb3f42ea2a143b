/*
 * Loaded into the record's process before the record (`node --import`): answers what it has used, what its open databases are set to,
 * and profiles it from one question to another. Each of its threads gets a probe of its own, which tells the databases of that thread.
 * While nobody asks it does nothing.
 */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { BroadcastChannel, isMainThread } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { answerQuestions } from './ask.ts';
import { type DatabaseSettings, databaseSettings } from './database-settings.ts';
import { usage } from './usage.ts';

/** What the probe can be asked. */
export type ProbeQuestion =
  | { readonly kind: 'usage' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'profile-start' }
  | { readonly kind: 'profile-stop'; readonly file: string };

const connections = new Set<Database.Database>();
const original = Database.prototype.pragma;
// Every connection of the record sets something when it is opened, and so is noticed.
Database.prototype.pragma = function noted(this: Database.Database, ...given: Parameters<typeof original>) {
  connections.add(this);
  return original.apply(this, given);
};
const settings = () => [...connections].filter(({ open, readonly }) => open && !readonly).map(databaseSettings);

const channel = new BroadcastChannel('baseplate-bench');
channel.unref();

if (isMainThread) answerAsMain();
else {
  // Sets of settings are what comes from the other threads' probes; a question is an empty one.
  channel.onmessage = ({ data }: { readonly data?: unknown }) => {
    if (Array.isArray(data) && data.length === 0) channel.postMessage(settings());
  };
}

function answerAsMain(): void {
  const session = new Session();
  let ofThreads: readonly DatabaseSettings[] = [];
  channel.onmessage = ({ data }: { readonly data?: unknown }) => {
    ofThreads = [...ofThreads, ...(data as readonly DatabaseSettings[])];
  };
  // Processes that the record starts have a channel to the record: what comes there is not for the probe.
  if (process.env.BASEPLATE_BENCH !== String(process.ppid)) return;
  answerQuestions<ProbeQuestion>(async (question) => {
    switch (question.kind) {
      case 'usage':
        return usage();
      case 'settings':
        ofThreads = [];
        channel.postMessage([]);
        await wait(300);
        return [...settings(), ...ofThreads];
      case 'profile-start':
        session.connect();
        await session.post('Profiler.enable');
        await session.post('Profiler.setSamplingInterval', { interval: 200 });
        return session.post('Profiler.start');
      case 'profile-stop': {
        const { profile } = await session.post('Profiler.stop');
        writeFileSync(question.file, JSON.stringify(profile));
        session.disconnect();
        return undefined;
      }
    }
  });
}
