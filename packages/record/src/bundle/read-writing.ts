import type { BundleScope } from '@baseplate-epr/fhir';
import { badValue } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import { requireLength } from '../resource-limit.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { Interaction } from '../session/record-session.ts';
import { newId } from '../write/new-id.ts';
import { requireOwnReferences } from '../write/own-reference.ts';
import { readPatch } from '../write/read-patch.ts';
import { checkResource } from '../write/read-resource.ts';
import { requireReadAndUpdate } from '../write/readable-current.ts';
import type { BundleEntry, EntryMethod } from './bundle-entry.ts';
import type { WritingEntry } from './resolved-entry.ts';

const interactions: Readonly<Partial<Record<EntryMethod, Interaction>>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'update',
  DELETE: 'delete',
};

/**
 * Sees whether an entry of a transaction may be written, as far as that can be told without looking at what is there.
 *
 * @param around - the entries of the transaction, which references may mean.
 * @throws RecordError 400, 403, 413, 422
 */
export async function readWriting(
  parts: RecordParts,
  caller: Caller,
  entry: BundleEntry,
  around: BundleScope,
): Promise<WritingEntry> {
  const { target, parsed, patch: input, method } = entry;
  const interaction = interactions[method];
  if ((target.kind !== 'type' && target.kind !== 'instance') || interaction === undefined) {
    throw badValue('The method of the request does not go with its URL.');
  }
  await requireType(caller, target.type, interaction, 'transaction');
  if (input !== undefined) await requireReadAndUpdate(caller, target.type, 'patch');
  const patch = input === undefined ? {} : { patch: readPatch(input, parts.limits) };
  const id = target.kind === 'instance' ? target.id : newId((size) => parts.context.randomBytes(size));
  if (parsed === undefined) return { entry, read: undefined, id, ...patch };
  requireLength(parsed, parts.limits);
  requireOwnReferences(parsed, parts.baseUrl());
  const expected = target.kind === 'instance' ? { type: target.type, id: target.id } : { type: target.type };
  return { entry, read: checkResource(parsed, expected, parts.profiles.forWrites, around), id };
}
