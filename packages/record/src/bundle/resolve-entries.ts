import type { ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import type { Patch } from '@baseplate-epr/fhir';
import { badValue, duplicate, notFound, tooLarge } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { type ConditionalMatch, conditionalMatch } from '../write/conditional-match.ts';
import { requireOneVersion } from '../write/delete-resource.ts';
import { type PatchedResource, patchCurrent } from '../write/patch-current.ts';
import { atEntry, forEntry } from './at-entry.ts';
import { breather } from './breather.ts';
import type { ResolvedEntry, WritingEntry } from './resolved-entry.ts';

/** Is told of what was read for a transaction, whatever becomes of it: its audit has one entry for all. */
export interface Findings {
  /** A condition matched these. */
  matched(versions: readonly StoredVersion[]): void;
  /** A patch was applied to a version, which tells something about it. */
  patched(patched: PatchedResource): void;
}

/**
 * Looks at the conditions of a transaction's entries, against the state before it.
 *
 * What patches make is held until the commit, as what was sent is, and is thousands of times as long as the patches where they change little of
 * large resources. So together it may be as long as a Bundle.
 *
 * Two creates with the same condition make one resource, as they would one after the other; any other two entries about the
 * same resource, or with the same condition, are refused (R4 §3.1.0.11.2).
 */
export async function resolveEntries(
  parts: RecordParts,
  caller: Caller,
  entries: readonly WritingEntry[],
  findings: Findings,
): Promise<readonly ResolvedEntry[]> {
  const { bundleLength } = parts.limits;
  const conditions = new Map<string, ResolvedEntry>();
  const resolved: ResolvedEntry[] = [];
  const breathe = breather();
  let made = 0;
  for (const writing of entries) {
    const direct = resolveDirect(writing);
    if (direct !== undefined) {
      resolved.push(direct);
      continue;
    }
    const pause = breathe();
    if (pause !== undefined) await pause;
    const { index } = writing.entry;
    for (const one of await forEntry(index, () => resolve(parts, caller, writing, conditions, findings))) {
      resolved.push(one);
      made += one.patched?.read.parsed.text.length ?? 0;
    }
    if (made > bundleLength) throw atEntry(index, patchesTooLarge(bundleLength));
  }
  requireDistinct(resolved);
  return resolved;
}

/** An update or a deletion of what its address names, which most entries are: there is no condition to look at. */
function resolveDirect(writing: WritingEntry): ResolvedEntry | undefined {
  const { method, target } = writing.entry;
  if ((method !== 'PUT' && method !== 'DELETE') || target.kind !== 'instance' || target.versionId !== undefined)
    return undefined;
  return { ...writing, action: method === 'DELETE' ? 'delete' : 'update', key: target, guards: [] };
}

/** One for every resource that the entry is about: a conditional delete may be about several. */
async function resolve(
  parts: RecordParts,
  caller: Caller,
  writing: WritingEntry,
  conditions: Map<string, ResolvedEntry>,
  findings: Findings,
): Promise<readonly ResolvedEntry[]> {
  const { method, target, ifNoneExist } = writing.entry;
  const { patch } = writing;
  if (patch !== undefined && target.kind === 'instance' && target.versionId === undefined) {
    return [await patchEntry(parts, caller, { ...writing, patch }, target, findings)];
  }
  if (target.kind !== 'type') throw badValue('The method of the request does not go with its URL.');
  const { type } = target;
  if (method === 'POST' && ifNoneExist === undefined) {
    return [{ ...writing, action: 'create', key: { type, id: writing.id }, guards: [] }];
  }
  const parameters = method === 'POST' && ifNoneExist !== undefined ? ifNoneExist : target.parameters;
  const condition = JSON.stringify([type, parameters]);
  const same = conditions.get(condition);
  if (same !== undefined) {
    if (method !== 'POST' || same.entry.method !== 'POST') throw aboutTheSame();
    return [{ ...same, ...writing, action: 'none', guards: [] }];
  }
  const most = method === 'DELETE' ? parts.limits.conditionalDeletes : 1;
  const ifMatch = method === 'POST' ? undefined : writing.entry.ifMatch;
  const match = await conditionalMatch(parts, caller, {
    type,
    parameters,
    action: 'transaction',
    ifMatch,
    most,
    found: findings.matched,
  });
  if (method === 'DELETE') requireOneVersion(match.versions, ifMatch);
  const resolved =
    patch === undefined
      ? resolveMatch(type, writing, match)
      : await patchMatch(parts, caller, { ...writing, patch }, match, findings);
  conditions.set(condition, resolved);
  const others = method === 'DELETE' ? match.versions.slice(1) : [];
  return [
    resolved,
    ...others.map((one): ResolvedEntry => ({ ...writing, action: 'delete', key: keyOf(one), guards: [] })),
  ];
}

function resolveMatch(type: string, writing: WritingEntry, { version, guard }: ConditionalMatch): ResolvedEntry {
  const { entry, id, read } = writing;
  const guards = [guard];
  if (entry.method === 'DELETE') {
    if (version === undefined) return { ...writing, action: 'none', key: undefined, guards };
    return { ...writing, action: 'delete', key: keyOf(version), guards };
  }
  if (entry.method === 'POST') {
    if (version === undefined) return { ...writing, action: 'create', key: { type, id }, guards };
    return { ...writing, action: 'none', key: keyOf(version), match: version, guards };
  }
  const own = read?.parsed.resource.id;
  if (version === undefined) {
    if (typeof own !== 'string') return { ...writing, action: 'create', key: { type, id }, guards };
    return { ...writing, action: 'update', key: { type, id: own }, mustBeNew: true, guards };
  }
  if (own !== undefined && own !== version.id) {
    throw badValue(
      'The condition matches a resource with another id than the resource has. Leave the id out, or correct it.',
    );
  }
  return { ...writing, action: 'update', key: keyOf(version), guards };
}

/** By itself: an entry is kept until the commit, and with a version its text would be. */
function keyOf({ type, id }: ResourceKey): ResourceKey {
  return { type, id };
}

async function patchMatch(
  parts: RecordParts,
  caller: Caller,
  writing: PatchingEntry,
  { version, guard }: ConditionalMatch,
  findings: Findings,
): Promise<ResolvedEntry> {
  if (version === undefined)
    throw notFound('The condition matches nothing that you may see, so there is nothing to patch.');
  return { ...(await patchEntry(parts, caller, writing, version, findings)), guards: [guard] };
}

interface PatchingEntry extends WritingEntry {
  readonly patch: Patch;
}

/** A patch applies to the state before the transaction: nothing else in it may be about the same resource. */
async function patchEntry(
  parts: RecordParts,
  caller: Caller,
  writing: PatchingEntry,
  { type, id }: ResourceKey,
  findings: Findings,
): Promise<ResolvedEntry> {
  const { patch, entry } = writing;
  const patched = await patchCurrent(parts, caller, {
    key: { type, id },
    patch,
    ifMatch: entry.ifMatch,
    inTransaction: true,
  });
  findings.patched(patched);
  return { ...writing, read: patched.read, patched, action: 'patch', key: patched.key, guards: [] };
}

function requireDistinct(entries: readonly ResolvedEntry[]): void {
  const written = new Map<string, ResolvedEntry['action']>();
  for (const { action, key, entry } of entries) {
    if (action === 'none' || key === undefined) continue;
    const name = `${key.type}/${key.id}`;
    if (written.has(name)) throw atEntry(entry.index, aboutTheSame());
    written.set(name, action);
  }
  for (const { match, entry } of entries) {
    // A create that finds its match must not have it deleted by the same transaction: what refers to it would dangle.
    if (match !== undefined && written.get(`${match.type}/${match.id}`) === 'delete') {
      throw atEntry(entry.index, aboutTheSame());
    }
  }
}

function patchesTooLarge(limit: number) {
  return tooLarge(
    `The resources that the patches of this transaction make have more than ${limit} characters together, which is as much as a Bundle may have here. Nothing was written. Send the patches in several transactions, or as a batch.`,
  );
}

function aboutTheSame() {
  return duplicate('Another entry of the transaction is about the same resource. Put each resource in once.');
}
