import type { ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import { concernsOnlySubject, isAllowed } from '../access/is-allowed.ts';
import { seesSecurityContext } from '../access/sees-security-context.ts';
import { versionHolds } from '../access/version-holds.ts';
import { forbidden, versionMoved } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { type IfMatch, isMatched } from './if-match.ts';

/** How a writer finds the resource it is about to change. */
export type Current =
  | { readonly state: 'absent' }
  /** There, but the caller may not see it. */
  | { readonly state: 'hidden' }
  | { readonly state: 'present' | 'deleted'; readonly version: StoredVersion };

/**
 * The newest version of a resource as the caller may see and change it.
 *
 * @throws RecordError 403 where it may be seen but not changed
 */
export async function currentFor(
  parts: RecordParts,
  caller: Caller,
  { type, id }: ResourceKey,
  interaction: 'update' | 'delete',
): Promise<Current> {
  const version = await parts.records.read({ type, id });
  if (version === undefined) return { state: 'absent' };
  const allowed =
    (concernsOnlySubject(caller.access, version, interaction) ||
      (await versionHolds(parts, caller.access.withoutPatient(type, interaction), version)) === true) &&
    (await isAllowed(parts.records, caller.access, version, interaction)) &&
    (await seesSecurityContext(parts.records, caller.access, version));
  if (allowed) {
    return { state: version.deleted ? 'deleted' : 'present', version };
  }
  const seen = await isAllowed(parts.records, caller.access, version, 'read');
  await caller.trail.refusal({ action: interaction, resource: `${type}/${id}`, detail: 'outside-scope' });
  if (!seen) return { state: 'hidden' };
  throw forbidden(`You may not ${interaction} this ${type}: your scopes cover others only.`);
}

/**
 * Holds a request against what is there. That it is refused because of it tells something of it (that there is such a resource, which
 * version it has reached), so it is audited as access.
 */
export function orTold<Result>(
  caller: Caller,
  action: string,
  current: Current,
  look: () => Result,
): Result | Promise<never> {
  try {
    return look();
  } catch (error) {
    return tellAndThrow(caller, action, current, error);
  }
}

async function tellAndThrow(caller: Caller, action: string, current: Current, error: unknown): Promise<never> {
  if (current.state === 'present' || current.state === 'deleted') {
    await caller.trail.access({ action, versions: [current.version], detail: 'not-applied' });
  }
  throw error;
}

/**
 * Refuses if the newest version is none that the caller asked for.
 *
 * @throws RecordError 412
 */
export function requireVersion(current: Current, ifMatch: IfMatch | undefined): void {
  if (ifMatch === undefined) return;
  if (current.state === 'present' && isMatched(ifMatch, current.version.versionId)) return;
  throw versionMoved(
    ifMatch === '*'
      ? 'If-Match asks that the resource be there, and it is not. Nothing was done; look whether it is still there.'
      : 'The version named in If-Match is not the newest. Read the resource again, then decide anew.',
  );
}
