import { BaseplateError, type ErrorCode, isBaseplateError } from '@baseplate-epr/contracts';

interface Explanation {
  readonly code: ErrorCode;
  readonly message: string;
}

const place = 'The database file of the record';

/** What SQLite's result codes mean to whoever runs the record. Longest prefix wins. */
const explanations: readonly (readonly [string, Explanation])[] = [
  [
    'SQLITE_FULL',
    {
      code: 'storage-unavailable',
      message: `${place} cannot grow: the disk is full. Nothing of this call was written. Free space, then try again.`,
    },
  ],
  [
    'SQLITE_READONLY',
    {
      code: 'storage-unavailable',
      message: `${place} cannot be written: the file, its folder or the disk is read-only. Give this program's user the right to write there.`,
    },
  ],
  [
    'SQLITE_PERM',
    {
      code: 'storage-unavailable',
      message: `${place} may not be opened by this program's user. Give that user the right to read and write it.`,
    },
  ],
  [
    'SQLITE_CANTOPEN',
    {
      code: 'storage-unavailable',
      message: `${place} cannot be opened: it, or its folder, is missing, is a folder, or may not be read by this program's user. Check the path in the configuration.`,
    },
  ],
  [
    'SQLITE_BUSY',
    {
      code: 'storage-unavailable',
      message: `${place} is being written by another process that did not finish in time. Try again, or stop the other process.`,
    },
  ],
  ['SQLITE_LOCKED', { code: 'storage-unavailable', message: `${place} is locked. Try again.` }],
  [
    'SQLITE_IOERR',
    {
      code: 'storage-unavailable',
      message: `${place} could not be read or written: the disk reported an error. Look at the system's log, and at the disk.`,
    },
  ],
  [
    'SQLITE_CORRUPT',
    {
      code: 'storage-corrupt',
      message: `${place} is damaged. Stop the program, keep a copy of the file, and restore a backup.`,
    },
  ],
  [
    'SQLITE_NOTADB',
    {
      code: 'storage-corrupt',
      message: `${place} is not an SQLite database. Check the path in the configuration, or restore a backup.`,
    },
  ],
  [
    'SQLITE_NOMEM',
    {
      code: 'storage-unavailable',
      message: 'There is too little memory to work on the record. Give the program more, or lower `cacheMebibytes`.',
    },
  ],
  [
    'SQLITE_TOOBIG',
    {
      code: 'limit-exceeded',
      message: 'A resource or a query is larger than SQLite can take (one thousand million bytes). Make it smaller.',
    },
  ],
];

const unexpected: Explanation = {
  code: 'storage-unavailable',
  message:
    'The database of the record could not do what was asked. The cause, which may hold patient data, is kept apart; report it to whoever maintains the program.',
};

/** Replaces a driver's error, which may hold patient data, by one that says what happened, why, and what to do. */
export function storageError(cause: unknown): BaseplateError {
  if (isBaseplateError(cause)) return cause;
  const driverCode = driverCodeOf(cause);
  const found = explanations.find(([prefix]) => driverCode.startsWith(prefix));
  const { code, message } = found?.[1] ?? unexpected;
  return new BaseplateError({ code, message, cause, details: driverCode === '' ? {} : { driverCode } });
}

/** The result code of a driver's error, also where a library has wrapped it. */
function driverCodeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = (current as Error & { code?: unknown }).code;
    if (typeof code === 'string' && code.startsWith('SQLITE_')) return code;
  }
  return '';
}
