import type { StoredVersion } from '@baseplate-epr/contracts';
import { isFhirId, resourceTypes } from '@baseplate-epr/fhir';
import { isAllowed } from '../access/is-allowed.ts';
import { versionHolds } from '../access/version-holds.ts';
import { giveOutOne } from '../binary/give-out.ts';
import { forbidden, gone, notFound, unknownType } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { Interaction, RecordReadOptions } from '../session/record-session.ts';
import type { RecordVersion } from '../session/record-version.ts';

/** Reads one version; see `RecordSession.read`. */
export async function readVersion(
  parts: RecordParts,
  caller: Caller,
  options: RecordReadOptions,
): Promise<RecordVersion> {
  const stored = await findVersion(parts, caller, options);
  await caller.trail.access({ action: actionOf(options), versions: [stored] });
  return giveOutOne(parts.documents, stored);
}

/**
 * Finds a version that the caller may read, or refuses. What is not there and what is not visible are refused in the same
 * words; both are audited.
 */
export async function findVersion(parts: RecordParts, caller: Caller, options: RecordReadOptions) {
  const { type, id } = options;
  const action = actionOf(options);
  await requireType(caller, type, 'read', action);
  // What cannot be an id names nothing; it is not put into the audit, where a caller could write what it likes.
  if (!isFhirId(id))
    throw notFound('There is no resource with such an id: FHIR ids are 1 to 64 letters, digits, hyphens and dots.');
  const { stored, newest } = await findStored(parts, caller, options);
  if (stored === undefined || !(await isVisible(parts, caller, stored, newest))) {
    await caller.trail.refusal({ action, resource: `${type}/${id}`, detail: stored ? 'not-visible' : 'not-found' });
    throw notFound(`There is no ${type} with this id${options.versionId ? ' and version' : ''} that you may see.`);
  }
  if (stored.deleted) {
    await caller.trail.refusal({ action, resource: `${type}/${id}`, detail: 'deleted' });
    throw gone(`This ${type} has been deleted. Its history can still be read.`);
  }
  return stored;
}

/** What a store has of a version that was asked for. */
interface Found {
  readonly stored: StoredVersion | undefined;
  /** Where a version was asked for by its number, and who asks may not see just everything: the newest, on which it depends as well. */
  readonly newest?: StoredVersion | undefined;
}

/**
 * The newest version is looked at first: mostly it is the one that was asked for, and then nothing else is read. One that is older was there, and
 * was older, when the newest was read; one that has come since is judged as what it then was, the newest.
 */
async function findStored({ records }: RecordParts, { access }: Caller, options: RecordReadOptions): Promise<Found> {
  const { type, id, versionId } = options;
  if (versionId === undefined || access.predicate(type, 'read').kind === 'all')
    return { stored: await records.read(options) };
  const newest = await records.read({ type, id });
  const isAsked = newest === undefined || newest.versionId === versionId;
  return { newest, stored: isAsked ? newest : await records.read(options) };
}

/**
 * Whether the caller may see a version. Given the newest of its resource, that must be visible as well: a version that was filed under the wrong
 * patient is about somebody else, whatever it says, and stays with whom it was corrected to.
 */
async function isVisible(
  parts: RecordParts,
  { access }: Caller,
  stored: StoredVersion,
  newest: StoredVersion | undefined,
): Promise<boolean> {
  const { records } = parts;
  if (!(await isAllowed(records, access, stored, 'read'))) return false;
  if (newest === undefined) return true;
  if (newest !== stored && !(await isAllowed(records, access, newest, 'read'))) return false;
  return (await versionHolds(parts, access.predicate(stored.type, 'read'), stored)) === true;
}

/** Refuses a type that R4 does not have, and one on which the caller may not use the interaction at all. */
export async function requireType(caller: Caller, type: string, interaction: Interaction, action: string) {
  if (!resourceTypes.has(type)) {
    throw unknownType(
      'This is not a resource type of FHIR R4. Types are written as in the specification, e.g. Patient.',
    );
  }
  if (caller.access.predicate(type, interaction).kind !== 'none') return;
  await caller.trail.refusal({ action, resource: type, detail: `no-scope-${interaction}` });
  throw forbidden(`You may not ${interaction} ${type} resources here. Ask for a role or token with a scope for it.`);
}

function actionOf({ versionId }: RecordReadOptions): string {
  return versionId === undefined ? 'read' : 'vread';
}
