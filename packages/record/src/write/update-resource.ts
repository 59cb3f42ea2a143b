import type { ResourceKey } from '@baseplate-epr/contracts';
import { isFhirId, type ParsedResource } from '@baseplate-epr/fhir';
import { mayBecome } from '../access/is-allowed.ts';
import { badValue, forbidden, notFound, versionMoved } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { UpdateOptions } from '../session/write-types.ts';
import { type CarriedLabels, carryLabels } from './carry-labels.ts';
import { carryOut, type Plan, type PlannedWrite } from './carry-out.ts';
import { type Current, currentFor, orTold, requireVersion } from './current-for.ts';
import { nextVersion } from './next-version.ts';
import { type InTransaction, prepareVersion } from './prepare-version.ts';
import { type FromSource, type ReadResource, readResource } from './read-resource.ts';
import { requireWhole } from './require-whole.ts';
import { type VersionBefore, versionBefore } from './version-before.ts';
import { plannedResult } from './write-result.ts';

/** Updates a resource, or creates it under the caller's id; see `RecordSession.update`. */
export async function updateResource(
  parts: RecordParts,
  caller: Caller,
  options: FromSource<UpdateOptions>,
): Promise<WriteResult> {
  const { type, id } = options;
  await requireType(caller, type, 'update', 'update');
  if (!isFhirId(id)) throw badValue('The id is not one that FHIR allows: 1 to 64 letters, digits, hyphens and dots.');
  const read = readResource(options.text, { type, id }, parts);
  return carryOut(parts, caller, {
    action: 'update',
    key: `${type}/${id}`,
    plan: () => planUpdate(parts, caller, options, read),
  });
}

/** What an update is about; with {@link UpdateOptions.ifNoneMatch} or `mustBeNew` it may only create. */
export interface PlanUpdateOptions extends Omit<UpdateOptions, 'text'> {
  /** A condition matched nothing, and the body brings an id of its own: what has that id is not what was meant. */
  readonly mustBeNew?: boolean;
}

/**
 * Plans the next version of a resource, or the first one under the caller's id, which SMART v2 counts as updating. Labels and tags of the
 * version before are carried on.
 *
 * @throws RecordError 403, 404 (there, but not visible), 412, 422 (a part over the whole)
 */
export async function planUpdate(
  parts: RecordParts,
  caller: Caller,
  options: PlanUpdateOptions,
  { parsed, issues, document }: ReadResource,
  within: InTransaction = {},
): Promise<Plan<WriteResult>> {
  const { type, id } = options;
  const current = await currentFor(parts, caller, { type, id }, 'update');
  await orTold(caller, 'update', current, () => requirePossible(current, options, parsed));
  // After the version, which both what is not there and what is hidden have none of: the answer must not tell which it is.
  if (current.state === 'hidden') throw notFound(`There is no ${type} with this id that you may see.`);
  const read = { parsed, issues, ...(document === undefined ? {} : { document }) };
  const key = { type, id };
  if (current.state === 'absent') return planNext(parts, caller, { key, before: undefined, read }, within);
  const before = versionBefore(parts, current.version);
  const carried = await carryLabels(parts, caller, current, read);
  if (carried === undefined) return planNext(parts, caller, { key, before, read }, within);
  return toldAs(carried.tell, await planNext(parts, caller, { key, before, read: carried.read }, within));
}

/** By itself: a function that is kept until the commit keeps everything that is known where it is made, such as the version before. */
function toldAs(
  tell: CarriedLabels['tell'],
  { asKept, ...plan }: Awaited<ReturnType<typeof planNext>>,
): Plan<WriteResult> {
  return { ...plan, result: tell(plan.result), asKept: async (versions) => tell(await asKept(versions)) };
}

/** @throws RecordError 412, 422 (a part over the whole) */
function requirePossible(
  current: Current,
  { type, ifMatch, ifNoneMatch, mustBeNew = false }: PlanUpdateOptions,
  { resource }: ParsedResource,
): void {
  requireVersion(current, ifMatch);
  if (current.state !== 'present') return;
  if (ifNoneMatch === '*') {
    throw versionMoved(
      'There is such a resource already, and If-None-Match forbids to change it. Nothing was written.',
    );
  }
  if (mustBeNew) {
    throw versionMoved(
      `The condition matches nothing, but there is a ${type} with the id in the body already. Nothing was written; leave the id out, or correct the condition.`,
    );
  }
  requireWhole(resource, current.version);
}

/** What follows the newest version of a resource. */
export interface NextResource {
  readonly key: ResourceKey;
  /** Undefined of one that there has never been. */
  readonly before: VersionBefore | undefined;
  readonly read: ReadResource;
}

/**
 * Plans the version after the newest one, and what is told of it.
 *
 * @throws RecordError 403
 */
export async function planNext(
  parts: RecordParts,
  caller: Caller,
  next: NextResource,
  within: InTransaction,
): Promise<Required<Pick<Plan<WriteResult>, 'writes' | 'result' | 'asKept'>>> {
  const write = await planVersion(parts, caller, next, within);
  const { issues, document } = next.read;
  const outcome = next.before?.deleted === false ? 'updated' : 'created';
  return { writes: [write], ...(await plannedResult(parts, outcome, write.version, issues, document !== undefined)) };
}

/**
 * Plans the version after the newest one, which must be one that the caller may leave.
 *
 * @throws RecordError 403
 */
export async function planVersion(
  parts: RecordParts,
  caller: Caller,
  { key, before, read }: NextResource,
  within: InTransaction,
): Promise<PlannedWrite> {
  const { type, id } = key;
  const { parsed, document, bytesStay = false } = read;
  const place = nextVersion(key, before, parts.context.clock.now());
  const version = await prepareVersion(parts, parsed, { ...place, document, bytesStay, ...within });
  if (!mayBecome(caller.access, version, 'update')) {
    await caller.trail.refusal({ action: 'update', resource: `${type}/${id}`, detail: 'outside-scope' });
    throw forbidden(`You may not leave a ${type} like this: your scopes cover others only.`);
  }
  if (before === undefined) return { version, expect: 'absent' };
  return { version, expect: { versionId: before.versionId }, patientsBefore: before.patients };
}
