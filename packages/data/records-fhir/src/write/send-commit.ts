import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, isBaseplateError, type Write } from '@baseplate-epr/contracts';
import { nameOf } from '@baseplate-epr/record-query';
import { textForServer } from '../book/expected-writes.ts';
import type { KnownHead } from '../book/record-book.ts';
import type { OpenServer } from '../open-server.ts';
import { type Head, headId, headText, headType } from '../server/head.ts';
import { type TransactionEntry, transactionText } from '../server/transaction-text.ts';
import { whatBecameOf } from './what-became-of.ts';

/** What the server made of a transaction. */
export type SentCommit = 'done' | 'refused';

/**
 * Sends writes and the next head as one transaction, which the server takes only if the head is still the one that is known.
 *
 * Where no answer comes, the head is asked what became of it.
 */
export async function sendCommit(
  server: OpenServer,
  writes: readonly Write[],
  change: Partial<Pick<Head, 'fence' | 'generation'>> = {},
): Promise<SentCommit> {
  const { http, options, context, book } = server;
  const known = book.head();
  if (known === undefined) throw new Error('A commit was sent before the head was read.');
  await nextTick(known);
  const commit = Buffer.from(context.randomBytes(12)).toString('hex');
  const head = { commit, fence: known.fence, generation: known.generation, ...change };
  const entries: TransactionEntry[] = [
    { type: headType, id: headId, text: headText(head), ifMatch: known.serverVersionId },
    ...writes.map((write) => entryOf(server, write)),
  ];
  const body = transactionText(options.url, entries);
  try {
    const { status } = await http.send({ method: 'POST', path: '', body, what: 'a commit', expected: [409, 412] });
    return status >= 400 ? 'refused' : 'done';
  } catch (error) {
    if (!isBaseplateError(error) || error.code !== 'storage-unavailable' || isRefusal(error.details.status))
      throw error;
    return whatBecameOf(server, commit, error);
  }
}

function entryOf({ types, book }: OpenServer, { version }: Write): TransactionEntry {
  const { type, id, deleted } = version;
  if (!types.has(type)) throw typeNotKept(type);
  if (nameOf(version) === `${headType}/${headId}`) throw headReserved();
  const newest = book.current.get(version)?.versions.at(-1);
  if (deleted && (newest === undefined || newest.deleted)) throw nothingToDelete();
  if (deleted) return { type, id };
  // Also what others write past the head does not get lost unseen. A deleted resource has no version to be named.
  const condition = newest === undefined || newest.deleted ? {} : { ifMatch: newest.serverVersionId };
  return { type, id, text: textForServer(version), ...condition };
}

/**
 * Waits until the server's clock has gone on since the last commit, so that the times of two commits are never the same: `changes` is in
 * the order of times. A server that gives whole seconds makes every commit wait for the next one.
 */
async function nextTick({ seenAt, wholeSeconds }: KnownHead): Promise<void> {
  const tick = wholeSeconds ? 1001 : 2;
  const rest = seenAt + tick - performance.now();
  if (rest > 0) await wait(rest);
}

function isRefusal(status: unknown): boolean {
  return status === 401 || status === 403;
}

function typeNotKept(type: string): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `The FHIR server that keeps this record does not keep ${type}, by its CapabilityStatement. Nothing was written.`,
  });
}

function nothingToDelete(): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: 'R4 deletes nothing that is not there, so no version can be made of it. Nothing was written.',
  });
}

function headReserved(): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `${headType}/${headId} is the store's own, by which processes agree, and cannot be written. Nothing was written.`,
  });
}
