import { BaseplateError } from '@baseplate-epr/contracts';
import type { ArchivedStores } from '../writing/export-options.ts';
import { leavingNamespace } from '../writing/state-rules.ts';
import { type ImportMarker, readMarker } from './import-marker.ts';
import type { ImportPurpose } from './import-options.ts';

/** What is about to be written. */
export interface IntendedImport {
  readonly purpose: ImportPurpose;
  readonly seal: string;
}

/**
 * Makes sure that nothing is overwritten or mixed: the stores are empty, or hold what an earlier run of the same import has brought. Writes nothing.
 *
 * @param stores - started; those that are not there yet may be left out.
 * @returns how far the earlier run is
 * @throws BaseplateError `input-invalid` that says everything that is there
 */
export async function requireEmpty(
  { records, documents, audit, state }: Partial<ArchivedStores>,
  { purpose, seal }: IntendedImport,
): Promise<ImportMarker | undefined> {
  const marker = state === undefined ? undefined : await readMarker(state);
  if (marker !== undefined) {
    if (marker.ended !== undefined) {
      throw refusal(
        `an archive was imported into it on ${new Date(marker.ended).toISOString().slice(0, 10)}, and is complete`,
      );
    }
    if (marker.seal === seal && marker.purpose === purpose) return marker;
    throw refusal('the import of another archive was begun in it and not ended');
  }
  const there: string[] = [];
  const { ranges = [] } = (await records?.digest({ by: 'bucket', limit: 256 })) ?? {};
  const versions = ranges.reduce((sum, range) => sum + range.versions, 0);
  if (versions > 0) there.push(`${versions} versions of resources`);
  const { documents: listed = [] } = (await documents?.list({ limit: 1 })) ?? {};
  if (listed.length > 0) there.push('documents');
  if (purpose === 'restore') {
    const { heads = [] } = (await audit?.heads()) ?? {};
    if (heads.length > 0) there.push('an audit log');
    const { names = [] } = (await state?.namespaces()) ?? {};
    if (names.some((name) => name !== leavingNamespace)) there.push('sessions, keys or other state');
  }
  if (there.length > 0) throw refusal(`it holds ${there.join(', ')}`);
  return undefined;
}

function refusal(why: string): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `The record that this configuration names is not empty: ${why}. Nothing was changed. Name an empty data folder or database.`,
  });
}
