import { BaseplateError } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { writeSequenceCursor } from './sequence-cursor.ts';

/** An error about the first version after a place, with how to go on behind it and what it is, as far as the file still tells. */
export function placedError({ database }: Connection, after: number, error: BaseplateError): BaseplateError {
  if (error.code !== 'storage-corrupt') return error;
  const sequence = attempt(() =>
    database
      .prepare<[number], number | null>('SELECT min(sequence) FROM version WHERE sequence > ?')
      .pluck()
      .get(after),
  );
  if (typeof sequence !== 'number') return error;
  const version = attempt(() =>
    database
      .prepare<[number], { type: string; id: string; versionId: string }>(
        'SELECT r.type, r.id, CAST(v.version AS TEXT) AS versionId FROM version v CROSS JOIN resource r ON r.key = v.resource WHERE v.sequence = ?',
      )
      .get(sequence),
  );
  return new BaseplateError({
    code: error.code,
    message: error.message,
    cause: error.cause,
    details: {
      ...error.details,
      cursor: writeSequenceCursor('changes', sequence),
      ...(version === undefined ? {} : { version }),
    },
  });
}

/** What is asked here may lie in the damaged part too; then it cannot be told. */
function attempt<Result>(ask: () => Result): Result | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
