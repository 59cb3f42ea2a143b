import type { ServiceContext } from '@baseplate-epr/contracts';
import { createFhirClient, isFhirError } from '@baseplate-epr/fhir-client';
import { binaryOf } from '../read/read-content.ts';

/**
 * Hands out the bytes of one part of a document, as a file and never as a page: whoever may read the document and its Binary gets
 * them, under a name that says nothing about the patient.
 */
export async function downloadFile({ record }: ServiceContext, id: string, part: number): Promise<Response> {
  try {
    const document = await createFhirClient({ fetch: record.fetch }).read('DocumentReference', id);
    const attachment = document.content[part]?.attachment;
    const contentType = attachment?.contentType ?? 'application/octet-stream';
    if (attachment?.data !== undefined) return file(Buffer.from(attachment.data, 'base64'), contentType);
    const binary = attachment === undefined ? undefined : binaryOf(attachment);
    if (binary === undefined) return said(404, 'There is no such file in this record.');
    const response = await record.fetch(`/fhir/Binary/${binary}`, { headers: { accept: contentType } });
    if (response.status === 403) return said(403, 'This file is withheld for your role.');
    if (!response.ok) return said(404, 'There is no such file in this record.');
    return file(response.body, contentType);
  } catch (error) {
    if (isFhirError(error, 403)) return said(403, 'This file is withheld for your role.');
    if (isFhirError(error, 400, 404, 410)) return said(404, 'There is no such file in this record.');
    throw error;
  }
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tiff',
  'text/plain': 'txt',
  'text/html': 'html',
  'application/rtf': 'rtf',
};

function file(body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null, contentType: string): Response {
  const ending = endings[contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''];
  const name = ending === undefined ? 'document' : `document.${ending}`;
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

function said(status: number, sentence: string): Response {
  return new Response(sentence, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
