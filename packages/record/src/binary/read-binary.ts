import { isJsonObject, parseResource } from '@baseplate-epr/fhir';
import { findVersion } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { BinaryContent } from '../session/write-types.ts';
import { findPlaceholder } from './binary-placeholder.ts';

/** Reads a Binary's bytes; see `RecordSession.readBinary`. */
export async function readBinary(
  parts: RecordParts,
  caller: Caller,
  options: { readonly id: string; readonly versionId?: string },
): Promise<BinaryContent> {
  const stored = await findVersion(parts, caller, { type: 'Binary', ...options });
  const { resource } = parseResource(stored.text);
  const { versionId, lastUpdated } = stored;
  const context = isJsonObject(resource.securityContext) ? resource.securityContext.reference : undefined;
  const about = { versionId, lastUpdated, ...(typeof context === 'string' ? { securityContext: context } : {}) };
  const contentType = typeof resource.contentType === 'string' ? resource.contentType : 'application/octet-stream';
  const found = findPlaceholder(stored.text);
  await caller.trail.access({ action: options.versionId === undefined ? 'read' : 'vread', versions: [stored] });
  if (found !== undefined) {
    const { content } = await parts.documents.get({ sha256: found.sha256 });
    return { ...about, contentType, size: found.size, content };
  }
  const bytes = Buffer.from(typeof resource.data === 'string' ? resource.data : '', 'base64');
  const content = ReadableStream.from<Uint8Array>(bytes.length === 0 ? [] : [new Uint8Array(bytes)]);
  return { ...about, contentType, size: bytes.length, content };
}
