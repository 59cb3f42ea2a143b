import type { Guard, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import { applyPatch, type Patch, parseResource } from '@baseplate-epr/fhir';
import type { RecordIssue } from '../error/record-issue.ts';
import { gone, notPatchable } from '../error/refusals.ts';
import { requireLength } from '../resource-limit.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import { losesLabels } from './carry-labels.ts';
import type { Plan } from './carry-out.ts';
import { requireNoConditionalReferences } from './conditional-reference.ts';
import { orTold, requireVersion } from './current-for.ts';
import type { IfMatch } from './if-match.ts';
import type { InTransaction } from './prepare-version.ts';
import { refusingFaults } from './read-patch.ts';
import { checkResource, type ReadResource } from './read-resource.ts';
import { readableCurrent } from './readable-current.ts';
import { planNext } from './update-resource.ts';
import { type VersionBefore, versionBefore } from './version-before.ts';
import { writeResult } from './write-result.ts';

/** What a patch makes of a resource as it is now. */
export interface PatchedResource {
  readonly key: ResourceKey;
  readonly before: VersionBefore;
  readonly read: ReadResource;
  /** The version there is, if the patch leaves everything as it is; of another nothing but {@link before} is kept. */
  readonly unchanged?: StoredVersion;
  /** Whether it takes a security label away. */
  readonly losesLabels: boolean;
}

/** What to patch, with what. */
export interface PatchCurrentOptions {
  readonly key: ResourceKey;
  readonly patch: Patch;
  readonly ifMatch?: IfMatch | undefined;
  /** True where conditional references have a meaning; elsewhere the result may hold none. */
  readonly inTransaction?: boolean;
}

/**
 * Applies a patch to the newest version and validates what comes of it, as an update would (R4 §3.1.0.6).
 *
 * Whatever comes of a patch says something about what is there: a refusal is audited as access, whatever the reason.
 *
 * @throws RecordError 400, 403, 404, 405, 409, 410, 412, 413, 422
 */
export async function patchCurrent(
  parts: RecordParts,
  caller: Caller,
  { key, patch, ifMatch, inTransaction = false }: PatchCurrentOptions,
): Promise<PatchedResource> {
  const { type, id } = key;
  if (type === 'Binary') throw notPatchable('A Binary cannot be patched: its content is bytes. Update it instead.');
  const current = await readableCurrent(parts, caller, key, 'patch');
  return orTold(caller, 'patch', current, () => {
    if (current.state === 'deleted') throw gone(`This ${type} has been deleted. Bring it back by an update.`);
    requireVersion(current, ifMatch);
    const { text, changed, narrativesRemoved } = refusingFaults(() =>
      applyPatch(current.version.text, patch, { now: parts.context.clock.now(), visits: parts.limits.patchVisits }),
    );
    const patched = parseResource(text, { maxDepth: parts.limits.depth });
    requireLength(patched, parts.limits);
    const read = checkResource(patched, { type, id }, parts.profiles.forWrites);
    if (!inTransaction) requireNoConditionalReferences(read.parsed);
    const issues = [...read.issues, ...narrativesRemoved.map(removedNarrative)];
    return {
      key,
      before: versionBefore(parts, current.version),
      read: { ...read, issues },
      ...(changed ? {} : { unchanged: current.version }),
      losesLabels: changed && losesLabels(current.version.text, read.parsed.text),
    };
  });
}

/** Plans the version that a patch makes; none if it changes nothing. */
export async function planPatched(
  parts: RecordParts,
  caller: Caller,
  { key, before, read, unchanged, losesLabels: losing }: PatchedResource,
  guards: readonly Guard[] = [],
  within: InTransaction = {},
): Promise<Plan<WriteResult>> {
  if (unchanged === undefined) {
    const lost = losing ? { detail: 'security-label-removed' } : {};
    return { ...(await planNext(parts, caller, { key, before, read }, within)), guards, ...lost };
  }
  await caller.trail.access({ action: 'patch', versions: [unchanged], detail: 'unchanged' });
  return { writes: [], result: await writeResult(parts, 'unchanged', unchanged, read.issues) };
}

function removedNarrative(expression: string): RecordIssue {
  const diagnostics = 'The narrative (text) was taken away, since it would have told what is no longer so.';
  return { severity: 'information', code: 'informational', expression, diagnostics };
}
