import type { DocumentDescription, DocumentStore } from '@baseplate-epr/contracts';
import { malformed } from '../error/refusals.ts';
import { binaryPlaceholder, findPlaceholder } from './binary-placeholder.ts';

/**
 * Moves the bytes of a Binary's `data` into the document store and returns the text with a placeholder in their stead.
 *
 * Base64 that would not come back letter for letter (line breaks, missing padding, escapes in the JSON) stays in the text.
 *
 * @param data - the value of `data` as parsed.
 * @throws RecordError 400 for a text that holds a placeholder already
 */
export async function storeData(documents: DocumentStore, text: string, data: unknown): Promise<string> {
  requireNoPlaceholder(text);
  if (typeof data !== 'string' || data === '') return text;
  const quoted = `"${data}"`;
  const start = text.indexOf(quoted);
  if (start < 0 || text.includes(quoted, start + quoted.length)) return text;
  const bytes = Buffer.from(data, 'base64');
  if (bytes.toString('base64') !== data) return text;
  const kept = await documents.put({ content: ReadableStream.from([new Uint8Array(bytes)]) });
  return `${text.slice(0, start)}"${binaryPlaceholder(kept)}"${text.slice(start + quoted.length)}`;
}

/**
 * Refuses the text of a Binary that came in with a placeholder, wherever it stands, its content type included: whoever reads it would be given
 * the bytes of that document, which may be somebody else's.
 *
 * @throws RecordError 400
 */
export function requireNoPlaceholder(text: string): void {
  if (findPlaceholder(text) === undefined) return;
  throw malformed(
    'The Binary holds a text that stands for kept bytes in this record, which nothing sent may hold. Send the content as base64 in data, or raw with its own content type.',
  );
}

/** The text of a Binary without data, with the placeholder of its bytes added as data. */
export function withPlaceholder(text: string, document: DocumentDescription): string {
  const end = text.lastIndexOf('}');
  return `${text.slice(0, end)},"data":"${binaryPlaceholder(document)}"${text.slice(end)}`;
}
