import type { RecordHandle } from '@baseplate-epr/contracts';
import type { Attachment } from '@medplum/fhirtypes';

/** Largest content shown within the chart, in bytes. */
export const shownLimit = 200_000;

/** The content of a document, or why it is not shown within the chart. */
export type DocumentContent =
  | { readonly state: 'text' | 'html'; readonly text: string }
  /** Of another kind, or too long; `href` reaches the bytes where the record has them. */
  | { readonly state: 'file' | 'elsewhere' | 'absent' | 'withheld'; readonly text?: undefined };

/** Whether an attachment's bytes are a Binary of this record; then its id. */
export function binaryOf({ url }: Attachment): string | undefined {
  return /^Binary\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.+)?$/.exec(url ?? '')?.[1];
}

/** Reads plain text and HTML that is not too long; everything else is told apart only. */
export async function readContent(record: RecordHandle, attachment: Attachment): Promise<DocumentContent> {
  const type = attachment.contentType?.split(';', 1)[0]?.trim().toLowerCase();
  const state = type === 'text/plain' ? 'text' : type === 'text/html' ? 'html' : 'file';
  if (attachment.data !== undefined) {
    const bytes = Buffer.from(attachment.data, 'base64');
    return state === 'file' || bytes.length > shownLimit
      ? { state: 'file' }
      : { state, text: decode(bytes, attachment) };
  }
  const id = binaryOf(attachment);
  if (id === undefined) return { state: attachment.url === undefined ? 'absent' : 'elsewhere' };
  if (state === 'file' || (attachment.size ?? 0) > shownLimit) return { state: 'file' };
  const response = await record.fetch(`/fhir/Binary/${id}`, { headers: { accept: attachment.contentType ?? '*/*' } });
  if (response.status === 403) return { state: 'withheld' };
  if (!response.ok) return { state: 'absent' };
  const bytes = await atMost(response, shownLimit);
  return bytes === undefined ? { state: 'file' } : { state, text: decode(bytes, attachment) };
}

async function atMost(response: Response, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, { contentType = '' }: Attachment): string {
  const named = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(named ?? 'utf-8').decode(bytes);
  } catch {
    // A character set this platform does not know: most of the text is still readable as UTF-8.
    return new TextDecoder().decode(bytes);
  }
}
