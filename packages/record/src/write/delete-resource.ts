import type { ResourceKey } from '@baseplate-epr/contracts';
import { patientsOf } from '../audit/touched.ts';
import type { RecordIssue } from '../error/record-issue.ts';
import { badValue } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { ConditionalDeleteOptions, DeleteOptions } from '../session/write-types.ts';
import { carryOut, type Plan } from './carry-out.ts';
import { conditionalMatch } from './conditional-match.ts';
import { currentFor, orTold, requireVersion } from './current-for.ts';
import type { IfMatch } from './if-match.ts';
import { deletionOf } from './next-version.ts';
import { plannedResult } from './write-result.ts';

/** Deletes a resource; see `RecordSession.delete`. */
export async function deleteResource(parts: RecordParts, caller: Caller, options: DeleteOptions): Promise<WriteResult> {
  const { type, id, ifMatch } = options;
  await requireType(caller, type, 'delete', 'delete');
  return carryOut(parts, caller, {
    action: 'delete',
    key: `${type}/${id}`,
    plan: () => planDelete(parts, caller, { type, id }, { ifMatch }),
  });
}

/** Deletes what matches, one resource or as many as the limits allow; see `RecordSession.conditionalDelete`. */
export async function conditionalDelete(
  parts: RecordParts,
  caller: Caller,
  options: ConditionalDeleteOptions,
): Promise<WriteResult> {
  const { type, parameters, ifMatch } = options;
  await requireType(caller, type, 'delete', 'delete');
  return carryOut(parts, caller, {
    action: 'delete',
    key: type,
    plan: async () => {
      const most = parts.limits.conditionalDeletes;
      const condition = { type, parameters, action: 'delete', ifMatch, most };
      const { versions, guard } = await conditionalMatch(parts, caller, condition);
      requireOneVersion(versions, ifMatch);
      const plans = [];
      for (const version of versions) plans.push(await planDelete(parts, caller, version, { ifMatch }));
      const [first, ...more] = plans;
      if (first === undefined) await caller.trail.access({ action: 'delete', versions: [], detail: 'no-match' });
      const result: WriteResult =
        first === undefined
          ? { outcome: 'unchanged', issues: [] }
          : more.length === 0
            ? first.result
            : { outcome: 'deleted', issues: [deletedIssue(type, plans.length)] };
      const asKept = more.length === 0 && first?.asKept !== undefined ? { asKept: first.asKept } : {};
      return { writes: plans.flatMap(({ writes }) => writes), guards: [guard], result, ...asKept };
    },
  });
}

/**
 * Refuses a version named for several resources: it can be that of one only.
 *
 * @throws RecordError 400
 */
export function requireOneVersion(matches: readonly ResourceKey[], ifMatch: IfMatch | undefined): void {
  if (ifMatch === undefined || ifMatch === '*' || matches.length < 2) return;
  throw badValue(
    'If-Match names one version, but the condition matches several resources. Nothing was done; narrow the condition, or leave If-Match out.',
  );
}

function deletedIssue(type: string, count: number): RecordIssue {
  const diagnostics = `${count} ${type} resources deleted; their history can still be read.`;
  return { severity: 'information', code: 'informational', diagnostics };
}

/**
 * Plans a deletion. What is not there, not visible or deleted already needs none.
 *
 * @throws RecordError 403 (visible, but not to be deleted), 412
 */
export async function planDelete(
  parts: RecordParts,
  caller: Caller,
  key: ResourceKey,
  options: { readonly ifMatch?: IfMatch | undefined },
): Promise<Plan<WriteResult>> {
  const current = await currentFor(parts, caller, key, 'delete');
  await orTold(caller, 'delete', current, () => requireVersion(current, options.ifMatch));
  if (current.state !== 'present') {
    await caller.trail.access({ action: 'delete', versions: [], detail: current.state });
    return { writes: [], result: { outcome: 'unchanged', issues: [] } };
  }
  const previous = current.version;
  const version = deletionOf(previous, parts.context.clock.now());
  return {
    writes: [
      { version, expect: { versionId: previous.versionId }, patientsBefore: patientsOf(previous, parts.baseUrl()) },
    ],
    ...(await plannedResult(parts, 'deleted', version, [])),
  };
}
