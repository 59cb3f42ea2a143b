import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import Database from 'better-sqlite3';

const advice: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'The disk is full. Make room and try again.',
  SQLITE_READONLY: 'The file or its folder is read-only. Let this process write there.',
  SQLITE_CANTOPEN: 'The file cannot be opened. Check its path, and that this process may write to its folder.',
  SQLITE_PERM: 'This process may not use the file. Check its owner and permissions.',
  SQLITE_BUSY: 'Another program held the file for too long. Close whatever else has it open.',
  SQLITE_IOERR: 'The disk reports an error. Check the disk and the system log.',
};

/**
 * What callers see instead of an error of the driver, whose message may hold what was being stored. The driver's error stays
 * as the cause.
 */
export function storageError(what: string, error: unknown): BaseplateError {
  if (isBaseplateError(error)) return error;
  const driverCode = error instanceof Database.SqliteError ? error.code : 'unknown';
  const family = driverCode.split('_').slice(0, 2).join('_');
  if (family === 'SQLITE_CORRUPT' || family === 'SQLITE_NOTADB') {
    return new BaseplateError({
      code: 'storage-corrupt',
      message: `${what} is damaged, or is no database. Put it aside and restore it from a backup.`,
      cause: error,
      details: { driverCode },
    });
  }
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `${what} cannot be used. ${advice[family] ?? `The database reports ${driverCode}.`}`,
    cause: error,
    details: { driverCode },
  });
}
