import { BaseplateError, type ResourceKey, type StoredVersion } from '@baseplate-epr/contracts';
import { ownVersion, textOf } from '../book/record-book.ts';
import type { OpenServer } from '../open-server.ts';
import { parseOne, versionFrom } from '../server/read-history.ts';

/** Names a version by its number. */
export interface NumberedVersion extends ResourceKey {
  readonly number: number;
}

/** Versions that are known, in their order, with their texts: what is not current is read from the server (R4 §3.1.0.3, vread). */
export function readVersions(
  server: OpenServer,
  wanted: readonly NumberedVersion[],
): Promise<readonly StoredVersion[]> {
  return Promise.all(wanted.map((one) => readOne(server, one)));
}

/** One version; undefined if there is none. */
export async function readVersion(
  server: OpenServer,
  { versionId, ...key }: ResourceKey & { readonly versionId?: string },
): Promise<StoredVersion | undefined> {
  const resource = server.book.current.get(key);
  if (versionId === undefined) return resource === undefined ? undefined : ownVersion(resource);
  const number = Number(versionId);
  if (resource?.versions[number - 1] === undefined || String(number) !== versionId) return undefined;
  return readOne(server, { ...key, number });
}

async function readOne({ book, http }: OpenServer, { type, id, number }: NumberedVersion): Promise<StoredVersion> {
  const resource = book.current.get({ type, id });
  const fact = resource?.versions[number - 1];
  if (resource === undefined || fact === undefined) throw lost();
  if (number === resource.versions.length) return ownVersion(resource);
  const { serverVersionId, lastUpdated, deleted, compartments } = fact;
  const version = { type, id, versionId: String(number), lastUpdated, deleted, compartments };
  if (deleted) return { ...version, text: '' };
  const what = 'a read of a version';
  const path = `/${type}/${encodeURIComponent(id)}/_history/${encodeURIComponent(serverVersionId)}`;
  const { status, text } = await http.send({ method: 'GET', path, what, expected: [404, 410] });
  if (status !== 200) throw lost();
  return { ...version, text: textOf(versionFrom(parseOne(text, what), what), number) };
}

function lost(): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message:
      'The FHIR server no longer has a version that was in its history. It may have been removed there on purpose; ask who looks after the server.',
  });
}
