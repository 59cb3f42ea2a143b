import type Database from 'better-sqlite3';

/** What decides whether a commit of a connection survives a loss of power. */
export interface DatabaseSettings {
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly journal: string;
  /** `PRAGMA synchronous` in words. */
  readonly synchronous: string;
}

const words = ['OFF', 'NORMAL', 'FULL', 'EXTRA'];

/** Reads the settings back from an open connection, which is the only place they can be read: they are not kept in the file. */
export function databaseSettings(database: Database.Database): DatabaseSettings {
  return {
    file: database.name.split(/[\\/]/).at(-1) ?? '',
    journal: String(database.pragma('journal_mode', { simple: true })),
    synchronous: words[Number(database.pragma('synchronous', { simple: true }))] ?? 'unknown',
  };
}
