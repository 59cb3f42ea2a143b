import { type Guard, isBaseplateError } from '@baseplate-epr/contracts';
import { toldVersions } from '../audit/told-versions.ts';
import { notFound } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { ConditionalPatchOptions, PatchOptions } from '../session/write-types.ts';
import { carryOut, type Plan } from './carry-out.ts';
import { conditionalMatch } from './conditional-match.ts';
import { type PatchedResource, patchCurrent, planPatched } from './patch-current.ts';
import { type PatchInput, readPatch } from './read-patch.ts';
import { requireReadAndUpdate } from './readable-current.ts';

/** Options of a patch whose body may be parsed already. */
type FromPatchInput<Options extends { readonly patch: unknown }> = Omit<Options, 'patch'> & {
  readonly patch: PatchInput;
};

/** Patches a resource; see `RecordSession.patch`. */
export async function patchResource(
  parts: RecordParts,
  caller: Caller,
  options: FromPatchInput<PatchOptions>,
): Promise<WriteResult> {
  const { type, id, ifMatch } = options;
  await requireReadAndUpdate(caller, type, 'patch');
  const patch = readPatch(options.patch, parts.limits);
  return carryOut(parts, caller, {
    action: 'patch',
    key: `${type}/${id}`,
    plan: async () =>
      planTold(parts, caller, await patchCurrent(parts, caller, { key: { type, id }, patch, ifMatch }), []),
  });
}

/** That too much would have to be indexed after it tells something of what is there, as every other refusal of a patch does. */
async function planTold(
  parts: RecordParts,
  caller: Caller,
  patched: PatchedResource,
  guards: readonly Guard[],
): Promise<Plan<WriteResult>> {
  try {
    return await planPatched(parts, caller, patched, guards);
  } catch (error) {
    if (isBaseplateError(error) && error.code === 'limit-exceeded') {
      const told = toldVersions();
      told.add({ ...patched.key, versionId: patched.before.versionId }, patched.before.patients);
      await caller.trail.access({ versions: [], ...told.access(), action: 'patch', detail: 'not-applied' });
    }
    throw error;
  }
}

/** Patches the one resource that matches; see `RecordSession.conditionalPatch`. */
export async function conditionalPatch(
  parts: RecordParts,
  caller: Caller,
  options: FromPatchInput<ConditionalPatchOptions>,
): Promise<WriteResult> {
  const { type, parameters, ifMatch } = options;
  await requireReadAndUpdate(caller, type, 'patch');
  const patch = readPatch(options.patch, parts.limits);
  return carryOut(parts, caller, {
    action: 'patch',
    key: type,
    plan: async () => {
      const { version, guard } = await conditionalMatch(parts, caller, { type, parameters, action: 'patch', ifMatch });
      if (version === undefined) throw notFound(`The condition matches no ${type} that you may see. Nothing was done.`);
      const key = { type, id: version.id };
      return planTold(parts, caller, await patchCurrent(parts, caller, { key, patch, ifMatch }), [guard]);
    },
  });
}
