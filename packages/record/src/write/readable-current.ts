import type { ResourceKey } from '@baseplate-epr/contracts';
import { isAllowed } from '../access/is-allowed.ts';
import { forbidden, notFound } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { type Current, currentFor } from './current-for.ts';

/** SMART App Launch v2 counts a change of what is there as updating; since it tells what it finds, it is reading as well. */
export async function requireReadAndUpdate(caller: Caller, type: string, action: string): Promise<void> {
  await requireType(caller, type, 'update', action);
  await requireType(caller, type, 'read', action);
}

/**
 * The newest version of a resource for who is about to change it by what it holds, and so has to be allowed to read it besides.
 *
 * @throws RecordError 403, 404
 */
export async function readableCurrent(
  parts: RecordParts,
  caller: Caller,
  { type, id }: ResourceKey,
  action: string,
): Promise<Extract<Current, { readonly version: unknown }>> {
  const current = await currentFor(parts, caller, { type, id }, 'update');
  if (current.state === 'absent' || current.state === 'hidden') {
    throw notFound(`There is no ${type} with this id that you may see. Only what is there can be changed like this.`);
  }
  if (await isAllowed(parts.records, caller.access, current.version, 'read')) return current;
  await caller.trail.refusal({ action, resource: `${type}/${id}`, detail: 'not-visible' });
  throw forbidden(`You may not read this ${type}, and this would tell what it holds. Update it instead.`);
}
