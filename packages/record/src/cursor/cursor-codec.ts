import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import { badQuery } from '../error/refusals.ts';

/** Turns what a page's continuation needs into a text that may stand in a URL, and back. */
export interface CursorCodec {
  /** @param binding - whom and what it is for; only the same binding opens it. */
  seal(binding: string, content: unknown): string;
  /** @throws RecordError 400 `query-invalid` for anything that this key has not sealed for this binding. */
  open(binding: string, cursor: string): unknown;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Cursors kept, and characters of what one holds: a chart that is opened again has the same next page, and to seal that takes as long as to find it. */
const mostKept = 500;
const longestKept = 1000;

/**
 * Seals with AES-256-GCM: a cursor holds sort keys and search values, which are patient data, and must neither be read nor
 * altered on its way.
 *
 * @param key - 32 bytes as base64url.
 */
export function cursorCodec(key: string, randomBytes: (size: number) => Uint8Array): CursorCodec {
  // Given as bytes, each sealing would make the key anew: 16 µs in place of 3.
  const secret = createSecretKey(key, 'base64url');
  const given = new Map<string, string>();
  const sealAnew = (binding: string, text: string) => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, secret, nonce).setAAD(Buffer.from(binding));
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  };
  return {
    seal(binding, content) {
      const text = JSON.stringify(content);
      if (binding.length + text.length > longestKept) return sealAnew(binding, text);
      const name = `${binding.length} ${binding}${text}`;
      const known = given.get(name);
      if (known !== undefined) return known;
      if (given.size >= mostKept) given.clear();
      const cursor = sealAnew(binding, text);
      given.set(name, cursor);
      return cursor;
    },
    open(binding, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) throw notOurs();
      const nonce = bytes.subarray(0, nonceBytes);
      const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
      const decipher = createDecipheriv(algorithm, secret, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(binding)).setAuthTag(tag);
      try {
        const opened = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
        return JSON.parse(opened.toString()) as unknown;
      } catch (error) {
        throw notOurs(error);
      }
    },
  };
}

function notOurs(cause?: unknown) {
  return badQuery(
    'The paging cursor was not given out for this caller and search, or has been altered. Search again from the first page.',
    cause,
  );
}
