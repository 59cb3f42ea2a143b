import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import { isJsonObject } from '@baseplate-epr/fhir';
import type { RecordBook } from './book/record-book.ts';
import type { HttpClient } from './http/http-client.ts';
import { notFhir } from './http/server-error.ts';
import { headId, headPath, headType } from './server/head.ts';
import { parseOne, readHistory } from './server/read-history.ts';
import type { ServerVersion } from './server/server-types.ts';

/** Keeps a book up to date with its server. */
export interface Follower {
  /** Reads the whole history, once, at the start. */
  readAll(): Promise<void>;
  /**
   * Resolves when everything is known that was acknowledged, by any process, before the call. One small request where nothing has been
   * written; callers at the same time share it.
   */
  fresh(): Promise<void>;
  /** Looks for what others have written past Baseplate, which leaves no trace in the head. */
  look(): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

const pageSize = 500;
/** How late the server may show what others have written, in milliseconds before the newest that is known. */
const margin = 10_000;
const patience = [20, 100, 500, 1500];
/** The head has a version for each commit: it is no part of the record, and only its newest is kept. */
const isOfTheRecord = ({ type, id }: ServerVersion) => type !== headType || id !== headId;

/** Makes a {@link Follower}. */
export function createFollower(options: {
  readonly http: HttpClient;
  readonly book: RecordBook;
  /** Versions that may be on the server. */
  readonly limit: number;
}): Follower {
  const { http, book, limit } = options;
  let turn: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  /** One look at a time, so that an earlier one never comes after a later one. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  async function readSince(since: number | undefined): Promise<void> {
    const from = since === undefined ? {} : { since };
    const versions = await readHistory(http, { count: pageSize, limit, counts: isOfTheRecord, ...from });
    if (versions.filter(isOfTheRecord).length > limit) throw tooMany(limit);
    book.add(versions);
    if (book.log.length > limit) throw tooMany(limit);
  }

  async function check(): Promise<void> {
    const known = book.head();
    const newest = await headVersion(http, known?.serverVersionId);
    if (newest === known?.serverVersionId) return;
    for (const pause of patience) {
      await readSince(known?.lastUpdated);
      if (book.head()?.serverVersionId !== known?.serverVersionId) return;
      await wait(pause);
    }
    throw notFhir('a history of everything', 'it does not show what has been committed');
  }

  return {
    readAll: () => inTurn(() => readSince(undefined)),
    fresh() {
      next ??= inTurn(() => {
        next = undefined;
        return check();
      });
      return next;
    },
    look: () => inTurn(() => readSince((book.head()?.lastUpdated ?? margin) - margin)),
    settled: () => turn,
  };
}

/** The version of the head now. A server that knows conditional reads answers without a body where it is the one that is known. */
async function headVersion(http: HttpClient, known: string | undefined): Promise<string> {
  const what = 'a read of its head';
  const { status, text } = await http.send({
    method: 'GET',
    path: headPath,
    headers: known === undefined ? {} : { 'if-none-match': `W/"${known}"` },
    what,
    expected: [304, 404, 410],
  });
  if (status === 304 && known !== undefined) return known;
  if (status !== 200) throw headGone();
  const { meta } = parseOne(text, what).resource;
  const versionId = isJsonObject(meta) ? meta.versionId : undefined;
  if (typeof versionId !== 'string') throw notFhir(what, 'it lacks `meta.versionId`');
  return versionId;
}

function headGone(): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `Somebody has deleted ${headPath.slice(1)} on the FHIR server, by which all processes of the record agree. Stop them all, see who else writes to the server, then start again: it is made anew.`,
  });
}

function tooMany(limit: number): BaseplateError {
  return new BaseplateError({
    code: 'limit-exceeded',
    message: `The FHIR server holds more than ${limit.toLocaleString('en-GB')} versions, which is the limit. The index of this store is in memory: raise \`versionLimit\` if the machine has room for it, or keep the record in a database.`,
    details: { limit },
  });
}
