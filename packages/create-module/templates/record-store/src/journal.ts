import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { BaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import type { RecordChange } from '@baseplate-epr/record-query';
import { takeLock } from './take-lock.ts';

/** A file of changes, in their order. */
export interface Journal {
  /** Returns when the disk has the change; throws if it has not, and then the file is as it was before. */
  append(change: RecordChange): void;
  /** Why it can take no more changes, if that is so. */
  failure(): string | undefined;
  close(): void;
}

/**
 * Opens the file, and gives every change in it to `take`. Each is one line: 16 hex digits of its SHA-256, a space, JSON. A last line that is
 * not whole was being written when the power failed; nobody was told that it is kept, and it is taken away.
 *
 * @throws BaseplateError `precondition-failed` if the start only looks and there is no file, `storage-unavailable` if it cannot be used, `storage-corrupt` if a line is not as it was written
 */
export function openJournal(file: string, context: ModuleContext, take: (change: RecordChange) => void): Journal {
  if (context.keepsSchema === true && !existsSync(file)) {
    throw new BaseplateError({
      code: 'precondition-failed',
      message: 'There is no record in the file yet. Start the record once before looking at it.',
    });
  }
  const unlock = takeLock(`${file}.lock`);
  try {
    return readJournal(file, context, take, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function readJournal(
  file: string,
  context: ModuleContext,
  take: (change: RecordChange) => void,
  unlock: () => void,
): Journal {
  const handle = onDisk(() => openSync(file, 'a+', 0o600));
  flushFolder(dirname(file));
  let length = onDisk(() => replay(handle, take));
  onDisk(() => {
    ftruncateSync(handle, length);
    fsyncSync(handle);
  });
  let failure: string | undefined;
  return {
    append(change) {
      if (failure !== undefined) throw new BaseplateError({ code: 'storage-unavailable', message: failure });
      const line = Buffer.from(`${lineOf(change)}\n`);
      try {
        for (let at = 0; at < line.length; ) at += writeSync(handle, line, at);
        fsyncSync(handle);
        length += line.length;
      } catch (cause) {
        try {
          ftruncateSync(handle, length);
          fsyncSync(handle);
        } catch {
          // What the disk holds now nobody knows, so nothing more may be written after it.
          failure = 'The file of the record could not be written or put back. Look at the disk, and start again.';
          context.failed?.(failure);
        }
        throw unavailable(cause);
      }
    },
    failure: () => failure,
    close() {
      closeSync(handle);
      unlock();
    },
  };
}

/** Reads line by line, since no text can be as long as a large file. Returns where the last whole line ends. */
function replay(handle: number, take: (change: RecordChange) => void): number {
  const chunk = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  let end = 0;
  const size = fstatSync(handle).size;
  for (let at = 0; at < size; ) {
    const count = readSync(handle, chunk, 0, chunk.length, at);
    if (count === 0) break;
    at += count;
    rest = Buffer.concat([rest, chunk.subarray(0, count)]);
    for (let newline = rest.indexOf(10); newline >= 0; newline = rest.indexOf(10)) {
      take(changeIn(rest.subarray(0, newline).toString('utf8')));
      end += newline + 1;
      rest = rest.subarray(newline + 1);
    }
  }
  return end;
}

function lineOf(change: RecordChange): string {
  const text = JSON.stringify(change, (_name, value) => {
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    throw new BaseplateError({
      code: 'input-invalid',
      message: 'An index entry holds a number beyond all bounds, which this store cannot keep. Nothing was written.',
    });
  });
  return `${checksum(text)} ${text}`;
}

function changeIn(line: string): RecordChange {
  const text = line.slice(17);
  if (line.slice(0, 16) === checksum(text)) return JSON.parse(text);
  throw new BaseplateError({
    code: 'storage-corrupt',
    message: 'A line in the file of the record is not as it was written. Restore the file from a backup.',
  });
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** A file is there after a loss of power when its folder says so. */
function flushFolder(folder: string): void {
  onDisk(() => {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  });
}

function onDisk<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof BaseplateError ? error : unavailable(error);
  }
}

/** The system's message names paths only, but another driver's may hold patient data: what was thrown stays in `cause`. */
function unavailable(cause: unknown): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message:
      'The file of the record cannot be read or written. See that its folder is there, has room, and may be written to.',
    cause,
  });
}
