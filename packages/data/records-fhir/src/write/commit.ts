import { BaseplateError, type CommitOptions, type CommitResult } from '@baseplate-epr/contracts';
import { guardFailures, refuseDoubleWrites, writeConflicts } from '@baseplate-epr/record-query';
import { expectWrites, nothingExpected } from '../book/expected-writes.ts';
import { ownVersion } from '../book/record-book.ts';
import type { OpenServer } from '../open-server.ts';
import { sendCommit } from './send-commit.ts';

/** A refused commit is judged anew by what has been written meanwhile, so often. */
const attempts = 50;

/**
 * Commits: looks at the state that is known, then has the server carry it out only if that is still the state.
 *
 * One at a time in this process. A refusal is only told by a state that is known to be the newest.
 */
export async function applyCommit(server: OpenServer, options: CommitOptions): Promise<CommitResult> {
  const { book, follower } = server;
  const { writes, generation = 0 } = options;
  refuseDoubleWrites(writes);
  requireRoom(server, writes.length);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0 || writes.length === 0 || refusal(server, options) !== undefined) await follower.fresh();
    const refused = refusal(server, options);
    if (refused !== undefined) return refused;
    if (writes.length === 0) return { outcome: 'committed' };
    const before = book.head()?.serverVersionId;
    book.expect(expectWrites(writes, generation));
    try {
      const sent = await sendCommit(server, writes);
      await follower.fresh();
      if (sent === 'done') return { outcome: 'committed', versions: kept(server, options) };
    } finally {
      book.expect(nothingExpected);
    }
    // Somebody has written past the head, or the server refuses the content itself: what is newest is seen by its history.
    if (book.head()?.serverVersionId === before) await follower.look();
    if (attempt >= 2 && book.head()?.serverVersionId === before && refusal(server, options) === undefined) {
      throw refusedAsConflict();
    }
  }
  throw new BaseplateError({
    code: 'storage-unavailable',
    message: `Other processes were faster ${attempts} times. Nothing was written; try again when fewer write at once.`,
  });
}

/** Past the limit no process could open the store again, so it is not reached: what is there stays readable. */
function requireRoom({ book, options: { versionLimit } }: OpenServer, writes: number): void {
  if (writes === 0 || book.log.length + writes <= versionLimit) return;
  throw new BaseplateError({
    code: 'limit-exceeded',
    message: `The FHIR server holds ${book.log.length.toLocaleString('en-GB')} versions, and this store carries at most ${versionLimit.toLocaleString('en-GB')}, so nothing was written. Reading goes on. Raise \`versionLimit\` if every machine has memory for it, or move the record into a database.`,
    details: { limit: versionLimit, nothingWritten: true },
  });
}

function refusal({ book }: OpenServer, options: CommitOptions): CommitResult | undefined {
  const { epoch, generation = 0, writes, guards = [] } = options;
  const { fence, generation: least } = book.head() ?? {};
  if (fence !== undefined && epoch < fence.epoch) return { outcome: 'fenced', ...fence };
  if (least !== undefined && generation < least) return { outcome: 'outdated', generation: least };
  const conflicts = writeConflicts(book.current, writes);
  if (conflicts.length > 0) return { outcome: 'conflict', conflicts };
  const failures = guardFailures(book.current, guards);
  return failures.length > 0 ? { outcome: 'guard-failed', failures } : undefined;
}

/** A server need not make a version of an update that changes nothing (R4 §3.1.0.4); then the version before is what is kept. */
function kept({ book }: OpenServer, { writes }: CommitOptions) {
  return writes.flatMap(({ version }) => {
    const resource = book.current.get(version);
    return resource === undefined ? [] : ownVersion(resource);
  });
}

function refusedAsConflict(): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message:
      'The FHIR server refuses this commit as a conflict, although nobody else has written. It may hold a reference to be something else than the record does; see its own log. Nothing was written.',
    details: { status: 409 },
  });
}
