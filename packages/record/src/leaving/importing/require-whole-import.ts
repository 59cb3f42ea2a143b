import { BaseplateError, type StateStore } from '@baseplate-epr/contracts';
import { readMarker } from './import-marker.ts';

/**
 * Makes sure that no archive is half way into a record. A part of a record looks like a whole one: a chart without an allergy that has not
 * been brought yet says that there is none.
 *
 * @throws BaseplateError `precondition-failed` if an import or a restore was begun and has not come to its comparison
 */
export async function requireWholeImport(state: StateStore): Promise<void> {
  const marker = await readMarker(state);
  if (marker === undefined || marker.ended !== undefined || marker.compared !== undefined) return;
  const [what, command] =
    marker.purpose === 'restore'
      ? ['restore of a backup', 'baseplate restore FOLDER']
      : ['import of an archive', 'baseplate import FOLDER'];
  throw new BaseplateError({
    code: 'precondition-failed',
    message: `The ${what} into this record was begun and not ended, so it holds only a part of what it should, and nobody may read it as if it were all. Run ${command} again with the same folder, which goes on where it stopped, or begin anew in an empty place.`,
  });
}
