import type { Guard, ResourceKey } from '@baseplate-epr/contracts';
import { mayBecome } from '../access/is-allowed.ts';
import { forbidden } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { CreateOptions } from '../session/write-types.ts';
import { carryOut, type Plan } from './carry-out.ts';
import { conditionalMatch } from './conditional-match.ts';
import { newId } from './new-id.ts';
import { type InTransaction, prepareVersion } from './prepare-version.ts';
import { type FromSource, type ReadResource, readResource } from './read-resource.ts';
import { urnIssues } from './urn-reference.ts';
import { plannedResult, writeResult } from './write-result.ts';

/** Creates a resource under a new id; see `RecordSession.create`. */
export async function createResource(
  parts: RecordParts,
  caller: Caller,
  options: FromSource<CreateOptions>,
): Promise<WriteResult> {
  const { type, ifNoneExist } = options;
  await requireType(caller, type, 'create', 'create');
  const read = readResource(options.text, { type }, parts);
  const told = { ...read, issues: [...read.issues, ...urnIssues(read.parsed)] };
  const id = newId((size) => parts.context.randomBytes(size));
  return carryOut(parts, caller, {
    action: 'create',
    key: type,
    plan: async () => {
      if (ifNoneExist === undefined) return planCreate(parts, caller, { type, id }, told, []);
      const match = await conditionalMatch(parts, caller, { type, parameters: ifNoneExist, action: 'create' });
      if (match.version === undefined) return planCreate(parts, caller, { type, id }, told, [match.guard]);
      return { writes: [], result: await writeResult(parts, 'unchanged', match.version, []) };
    },
  });
}

/** Plans the first version of a resource. */
export async function planCreate(
  parts: RecordParts,
  caller: Caller,
  { type, id }: ResourceKey,
  { parsed, issues, document }: ReadResource,
  guards: readonly Guard[],
  within: InTransaction = {},
): Promise<Plan<WriteResult>> {
  const lastUpdated = parts.context.clock.now();
  const version = await prepareVersion(parts, parsed, { type, id, versionId: '1', lastUpdated, document, ...within });
  if (!mayBecome(caller.access, version, 'create')) {
    await caller.trail.refusal({ action: 'create', resource: type, detail: 'outside-scope' });
    throw forbidden(`You may not create a ${type} like this: your scopes cover others only.`);
  }
  return {
    writes: [{ version, expect: 'absent' }],
    guards,
    ...(await plannedResult(parts, 'created', version, issues, document !== undefined)),
  };
}
