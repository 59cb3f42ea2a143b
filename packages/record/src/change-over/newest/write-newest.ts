import {
  BaseplateError,
  type IndexedVersion,
  isBaseplateError,
  type RecordStore,
  type StoredVersion,
  type Write,
} from '@baseplate-epr/contracts';
import { parseResource, rewriteResource } from '@baseplate-epr/fhir';
import type { NamedFailure } from '../copy-types.ts';
import { inParallel } from '../in-parallel.ts';
import type { EntryBook } from '../prepare-entries.ts';
import { nameOfVersion } from '../version-name.ts';
import { contentOf } from './content-of.ts';
import type { MappedVersion } from './newest-types.ts';

/** What became of some versions. */
export interface WrittenNewest {
  readonly written: number;
  readonly present: number;
  readonly mapped: readonly MappedVersion[];
  readonly absent: readonly StoredVersion[];
  readonly rejected: readonly NamedFailure[];
}

/** What is written where. */
export interface WriteNewestOptions {
  readonly to: Pick<RecordStore, 'commit' | 'read'>;
  readonly epoch: number;
  readonly generation: number;
  readonly book: EntryBook;
}

const atOnce = 16;
const none: WrittenNewest = { written: 0, present: 0, mapped: [], absent: [], rejected: [] };
const refusals = ['input-invalid', 'limit-exceeded', 'precondition-failed', 'query-too-costly', 'load-conflict'];

/** Writes versions that are the newest of their resources by an ordinary commit; what is refused is halved until each stands alone. */
export async function writeNewest(
  versions: readonly StoredVersion[],
  options: WriteNewestOptions,
): Promise<WrittenNewest> {
  if (versions.length === 0) return none;
  const { to, epoch, generation, book } = options;
  const there = await inParallel(versions, atOnce, ({ type, id }) => to.read({ type, id }));
  const mapped: MappedVersion[] = [];
  const missing: StoredVersion[] = [];
  const absent: StoredVersion[] = [];
  const writes: Write[] = [];
  for (const [index, version] of (await book.indexed(versions)).entries()) {
    const before = there[index];
    if (before !== undefined && contentOf(before) === contentOf(version)) {
      mapped.push(mappedTo(version, before));
    } else if (before !== undefined || !version.deleted) {
      missing.push(version);
      writes.push(writeOf(version, before));
    } else absent.push(version);
  }
  const present = { ...none, present: mapped.length, mapped, absent };
  if (writes.length === 0) return present;
  let reason: string | undefined;
  try {
    const result = await to.commit({ epoch, generation, writes });
    if (result.outcome === 'fenced') throw fenced(result.successor);
    if (result.outcome !== 'committed')
      reason = 'Somebody else writes into the target, so it is not as it was a moment before.';
  } catch (error) {
    if (!isBaseplateError(error) || !refusals.includes(error.code)) throw error;
    reason = error.message;
  }
  if (reason === undefined) return together(present, await readBack(missing, to));
  const [first] = missing;
  if (first === undefined || missing.length === 1) {
    return { ...present, rejected: missing.map((version) => ({ ...nameOfVersion(version), reason })) };
  }
  const middle = Math.ceil(missing.length / 2);
  const left = await writeNewest(missing.slice(0, middle), options);
  return together(present, together(left, await writeNewest(missing.slice(middle), options)));
}

/** What a store that gives its own numbers has made of it: only reading tells, and whether it kept what it was given. */
async function readBack(versions: readonly StoredVersion[], to: Pick<RecordStore, 'read'>): Promise<WrittenNewest> {
  const kept = await inParallel(versions, atOnce, ({ type, id }) => to.read({ type, id }));
  const mapped: MappedVersion[] = [];
  const rejected: NamedFailure[] = [];
  for (const [index, version] of versions.entries()) {
    const now = kept[index];
    if (now !== undefined && contentOf(now) === contentOf(version)) {
      mapped.push(mappedTo(version, now));
    } else {
      rejected.push({ ...nameOfVersion(version), reason: 'The target has acknowledged it and keeps something else.' });
    }
  }
  return { ...none, written: mapped.length, mapped, rejected };
}

function mappedTo(version: StoredVersion, { versionId: becameVersionId }: StoredVersion): MappedVersion {
  const { lastUpdated, deleted } = version;
  return { ...nameOfVersion(version), becameVersionId, lastUpdated, deleted };
}

function writeOf(version: IndexedVersion, before: StoredVersion | undefined): Write {
  const versionId = String(Number(before?.versionId ?? '0') + 1);
  const expect = before === undefined ? ('absent' as const) : { versionId: before.versionId };
  return { version: { ...version, versionId, text: stamped(version, versionId) }, expect };
}

/** The number in a resource's text is its store's. */
function stamped({ id, deleted, text, lastUpdated }: StoredVersion, versionId: string): string {
  if (deleted) return text;
  const parsed = parseResource(text, { maxDepth: 1000, maxLength: text.length + 1 });
  return rewriteResource(parsed, { id, versionId, lastUpdated: new Date(lastUpdated).toISOString() }).text;
}

function together(one: WrittenNewest, other: WrittenNewest): WrittenNewest {
  return {
    written: one.written + other.written,
    present: one.present + other.present,
    mapped: [...one.mapped, ...other.mapped],
    absent: [...one.absent, ...other.absent],
    rejected: [...one.rejected, ...other.rejected],
  };
}

function fenced(successor: string): BaseplateError {
  return new BaseplateError({
    code: 'store-fenced',
    message: 'The target is closed to this epoch: another change-over has begun. See: baseplate status',
    details: { successor },
  });
}
