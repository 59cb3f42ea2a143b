import { notFound } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { ConditionalPatchOptions, PatchOptions } from '../session/write-types.ts';
import { carryOut } from './carry-out.ts';
import { conditionalMatch } from './conditional-match.ts';
import { patchCurrent, planPatched } from './patch-current.ts';
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
      planPatched(parts, caller, await patchCurrent(parts, caller, { key: { type, id }, patch, ifMatch })),
  });
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
      return planPatched(parts, caller, await patchCurrent(parts, caller, { key, patch, ifMatch }), [guard]);
    },
  });
}
