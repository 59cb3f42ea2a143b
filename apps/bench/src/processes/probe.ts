/*
 * Loaded into the record's process before the record (`node --import`): answers what it has used, what its open databases are set to,
 * and profiles it from one question to another. While nobody asks it does nothing.
 */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import Database from 'better-sqlite3';
import { answerQuestions } from './ask.ts';
import { databaseSettings } from './database-settings.ts';
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

const session = new Session();

answerQuestions<ProbeQuestion>(async (question) => {
  switch (question.kind) {
    case 'usage':
      return usage();
    case 'settings':
      return [...connections].filter(({ open, readonly }) => open && !readonly).map(databaseSettings);
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
