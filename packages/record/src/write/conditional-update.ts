import { badValue } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { ConditionalUpdateOptions } from '../session/write-types.ts';
import { carryOut, type Plan } from './carry-out.ts';
import { conditionalMatch } from './conditional-match.ts';
import { planCreate } from './create-resource.ts';
import { newId } from './new-id.ts';
import { type FromSource, type ReadResource, readResource } from './read-resource.ts';
import { planUpdate } from './update-resource.ts';

/** Updates the one resource that matches, or creates one; see `RecordSession.conditionalUpdate`. */
export async function conditionalUpdate(
  parts: RecordParts,
  caller: Caller,
  options: FromSource<ConditionalUpdateOptions>,
): Promise<WriteResult> {
  const { type } = options;
  await requireType(caller, type, 'update', 'update');
  const read = readResource(options.text, { type }, parts);
  return carryOut(parts, caller, {
    action: 'update',
    key: type,
    plan: () => planConditionalUpdate(parts, caller, options, read),
  });
}

/**
 * Plans it by the table of R4 §3.1.0.5.2. The guard makes sure that the condition still matches the same when it is committed.
 *
 * @throws RecordError 400 (the body's id is not the match's), 403, 412
 */
export async function planConditionalUpdate(
  parts: RecordParts,
  caller: Caller,
  { type, parameters, ifMatch, ifNoneMatch }: Omit<ConditionalUpdateOptions, 'text'>,
  read: ReadResource,
): Promise<Plan<WriteResult>> {
  const { version, guard } = await conditionalMatch(parts, caller, { type, parameters, action: 'update', ifMatch });
  const { id } = read.parsed.resource;
  if (version !== undefined && id !== undefined && id !== version.id) {
    throw badValue(
      'The condition matches a resource with another id than the body has. Leave the id out, or correct it.',
    );
  }
  if (version === undefined && id === undefined) {
    await requireType(caller, type, 'create', 'update');
    const key = { type, id: newId((size) => parts.context.randomBytes(size)) };
    return planCreate(parts, caller, key, read, [guard]);
  }
  const key = { type, id: version?.id ?? String(id) };
  const condition = ifNoneMatch === '*' ? { ifNoneMatch } : {};
  const match = ifMatch === undefined ? {} : { ifMatch };
  // An id that is taken by a resource which does not match must not be overwritten.
  const mustBeNew = version === undefined;
  const plan = await planUpdate(parts, caller, { ...key, ...condition, ...match, mustBeNew }, read);
  return { ...plan, guards: [guard] };
}
