import type { ErrorCode } from '@baseplate-epr/contracts';

interface Explanation {
  readonly code: ErrorCode;
  readonly message: string;
}

const place = 'The PostgreSQL server of the record';

/** A server that does not answer. */
export const unreachable: Explanation = {
  code: 'storage-unavailable',
  message: `${place} cannot be reached, or the connection broke. Nothing more is known of this call than that it was not acknowledged. Try again; if it goes on, look at the server and the network.`,
};

/** What PostgreSQL's codes mean to whoever runs the record (https://www.postgresql.org/docs/current/errcodes-appendix.html). The first prefix that fits wins. */
export const explanations: readonly (readonly [string, Explanation])[] = [
  [
    '57014',
    {
      code: 'query-too-costly',
      message:
        'Answering took longer than a statement may run. Narrow the search, for example to one patient, a code or a time, or raise `statementTime`.',
    },
  ],
  ['57P0', { ...unreachable, message: `${place} is stopping or starting. Try again in a moment.` }],
  [
    '53100',
    {
      code: 'storage-unavailable',
      message: `${place} has no space left on its disk. Nothing of this call was written. Free space, then try again.`,
    },
  ],
  ['53200', { code: 'storage-unavailable', message: `${place} has too little memory. Try again, or give it more.` }],
  [
    '53300',
    {
      code: 'storage-unavailable',
      message: `${place} takes no more connections. Lower \`readers\` in the configuration of every process, or raise \`max_connections\`.`,
    },
  ],
  [
    '25006',
    {
      code: 'storage-unavailable',
      message: `${place} takes no writes: it is a standby, or set to read only. Connect to the primary.`,
    },
  ],
  [
    '25P0',
    {
      code: 'storage-unavailable',
      message: `${place} ended a write that this process left waiting for too long. Try again; if it goes on, this process is overloaded.`,
    },
  ],
  [
    '28',
    {
      code: 'storage-unavailable',
      message: `${place} refused the user or the password. Correct the connection string.`,
    },
  ],
  [
    '3D000',
    {
      code: 'storage-unavailable',
      message: `${place} has no database of the name in the connection string. Make it, or correct the string.`,
    },
  ],
  [
    '42501',
    {
      code: 'storage-unavailable',
      message: `${place} does not allow this user what the record needs. Let the user create its schema in the database, or own it.`,
    },
  ],
  [
    '42P01',
    {
      code: 'storage-unavailable',
      message:
        'A table of the record is not there: its schema was removed while the program ran. Restore it, or start the program again on an empty one.',
    },
  ],
  [
    '40',
    {
      code: 'storage-unavailable',
      message: `${place} gave up this call in favour of another. Nothing of it was written. Try again.`,
    },
  ],
  [
    '55P03',
    {
      code: 'storage-unavailable',
      message:
        'Other processes have been writing to the record for too long. Nothing of this call was written. Try again.',
    },
  ],
  [
    '54',
    {
      code: 'limit-exceeded',
      message:
        'A resource, or a value to find it by, is larger than PostgreSQL can take. Nothing of this call was written. Make it smaller.',
    },
  ],
  [
    '22021',
    {
      code: 'input-invalid',
      message:
        'PostgreSQL cannot hold the character U+0000, which a text or a value has. Nothing of this call was written. Leave the character out.',
    },
  ],
  [
    '58',
    {
      code: 'storage-unavailable',
      message: `${place} could not read or write its files. Look at the server's log, and at its disk.`,
    },
  ],
  [
    'XX00',
    {
      code: 'storage-corrupt',
      message: `${place} found its data damaged. Stop the program, keep a copy of the data, and restore a backup.`,
    },
  ],
];
