import { BaseplateError } from '@baseplate-epr/contracts';
import type { ArchivedStores } from '../writing/export-options.ts';
import { leavingNamespace } from '../writing/state-rules.ts';
import type { ImportMarker } from './import-marker.ts';

/** What is about to be written. */
export interface IntendedImport {
  readonly purpose: 'import' | 'restore';
  readonly seal: string;
}

/**
 * Makes sure that nothing is overwritten or mixed: the stores are empty, or hold what an earlier run of the same import has brought.
 *
 * @throws BaseplateError `input-invalid` that says everything that is there
 */
export async function requireEmpty(
  stores: ArchivedStores,
  marker: ImportMarker | undefined,
  { purpose, seal }: IntendedImport,
): Promise<void> {
  if (marker !== undefined) {
    if (marker.ended !== undefined) {
      throw refusal(
        `an archive was imported into it on ${new Date(marker.ended).toISOString().slice(0, 10)}, and is complete`,
      );
    }
    if (marker.seal === seal && marker.purpose === purpose) return;
    throw refusal('the import of another archive was begun in it and not ended');
  }
  const there: string[] = [];
  const { ranges } = await stores.records.digest({ by: 'bucket', limit: 256 });
  const versions = ranges.reduce((sum, range) => sum + range.versions, 0);
  if (versions > 0) there.push(`${versions} versions of resources`);
  if ((await stores.documents.list({ limit: 1 })).documents.length > 0) there.push('documents');
  if (purpose === 'restore') {
    if ((await stores.audit.heads()).heads.length > 0) there.push('an audit log');
    const { names } = await stores.state.namespaces();
    if (names.some((name) => name !== leavingNamespace)) there.push('sessions, keys or other state');
  }
  if (there.length > 0) throw refusal(`it holds ${there.join(', ')}`);
}

function refusal(why: string): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `The record that this configuration names is not empty: ${why}. Nothing was changed. Name an empty data folder or database.`,
  });
}
