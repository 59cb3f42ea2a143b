import { BaseplateError } from '@baseplate-epr/contracts';

/** The place of an entry in the order of reading. */
export interface EntryPlace {
  readonly time: number;
  readonly writer: string;
  readonly sequence: number;
}

/** Text of a place, for a page's `next`. */
export function cursorOf({ time, writer, sequence }: EntryPlace): string {
  return Buffer.from(JSON.stringify([time, writer, sequence])).toString('base64url');
}

/** @throws BaseplateError `query-invalid` for a text that {@link cursorOf} does not make. */
export function placeOf(cursor: string): EntryPlace {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.length === 3) {
      const [time, writer, sequence]: unknown[] = parts;
      if (typeof time === 'number' && typeof writer === 'string' && typeof sequence === 'number') {
        return { time, writer, sequence };
      }
    }
  } catch (error) {
    throw malformed(error);
  }
  throw malformed();
}

function malformed(cause?: unknown): BaseplateError {
  return new BaseplateError({
    code: 'query-invalid',
    message: 'The cursor of the audit log is malformed. Begin again without one.',
    ...(cause === undefined ? {} : { cause }),
  });
}
