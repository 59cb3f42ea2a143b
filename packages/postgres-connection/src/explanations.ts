import type { ErrorCode } from '@baseplate-epr/contracts';

/** What an error of PostgreSQL means to whoever runs the program. */
export interface Explanation {
  readonly code: ErrorCode;
  readonly message: string;
}

/**
 * The beginning of PostgreSQL's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html), the words for them, and the error code,
 * which is `storage-unavailable` unless it says otherwise. `%` stands for the server, `$` for what it keeps.
 */
export type CodeExplanation = readonly [prefix: string, text: string, code?: ErrorCode];

/** The first that fits wins. */
const explanations: readonly CodeExplanation[] = [
  [
    '57014',
    'A statement about the $ took longer than it may. Nothing of this call was written. Try again, or raise `statementTime`.',
  ],
  ['57P0', '% is stopping or starting. Try again in a moment.'],
  ['53100', '% has no space left on its disk. Nothing of this call was written. Free space, then try again.'],
  ['53200', '% has too little memory. Try again, or give it more.'],
  [
    '53300',
    '% takes no more connections. Lower `readers` in the configuration of every process, or raise `max_connections`.',
  ],
  ['25006', '% takes no writes: it is a standby, or set to read only. Connect to the primary.'],
  [
    '25P0',
    '% ended a write that this process left waiting for too long. Try again; if it goes on, this process is overloaded.',
  ],
  [
    'ECONNREFUSED',
    '% cannot be reached: the host in the connection string refuses connections at the port in it. See that the server runs, and that the string is right. Try again then.',
  ],
  [
    'ENOTFOUND',
    '% cannot be reached: no host of the name in the connection string is known here. Correct the string, or the names that this machine knows. Try again then.',
  ],
  [
    'NO_TLS',
    '% takes no encrypted connections, but the connection string asks for one. Turn TLS on at the server, or correct `sslmode` in the string.',
  ],
  [
    'CERTIFICATE',
    '% showed a certificate that this machine does not trust, or that is for another name or another time. Have its issuer trusted (NODE_EXTRA_CA_CERTS, or `sslrootcert` in the connection string), or correct the host in the string.',
  ],
  ['NO_PASSWORD', '% wants a password, and the connection string has none. Put it there.'],
  ['28', '% refused the user or the password. Correct the connection string.'],
  ['3D000', '% has no database of the name in the connection string. Make it, or correct the string.'],
  ['42501', '% does not allow this user what the $ needs. Let the user create its schema in the database, or own it.'],
  [
    '42P01',
    'A table of the $ is not there: its schema was removed while the program ran. Restore it, or start the program again on an empty one.',
  ],
  ['40', '% gave up this call in favour of another. Nothing of it was written. Try again.'],
  ['55P03', 'Other processes have been writing to the $ for too long. Nothing of this call was written. Try again.'],
  [
    '54',
    'A value is larger than PostgreSQL can take. Nothing of this call was written. Make it smaller.',
    'limit-exceeded',
  ],
  [
    '22021',
    'PostgreSQL cannot hold the character U+0000, which a text or a value has. Nothing of this call was written. Leave the character out.',
    'input-invalid',
  ],
  ['58', '% could not read or write its files. Look at the log of the server, and at its disk.'],
  [
    'XX00',
    '% found its data damaged. Stop the program, keep a copy of the data, and restore a backup.',
    'storage-corrupt',
  ],
];

const unreachable =
  '% cannot be reached, or the connection broke. Nothing more is known of this call than that it was not acknowledged. Try again; if it goes on, look at the server and the network.';
const unexpected =
  '% could not do what was asked. The cause, which may hold patient data, is kept apart; report it to whoever maintains the program.';

/** What to say of an error with this code, or of a connection that was lost. What is said of `own` codes comes first. */
export function explanationOf(
  what: string,
  driverCode: string,
  lost: boolean,
  own: readonly CodeExplanation[] = [],
): Explanation {
  const found = [...own, ...explanations].find(([prefix]) => driverCode.startsWith(prefix));
  const [, text, code = 'storage-unavailable'] = found ?? ['', lost ? unreachable : unexpected];
  const message = text.replace('%', `The PostgreSQL server of the ${what}`).replace('$', what);
  return { code, message };
}
