import { badValue, duplicate } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { conditionalMatch } from '../write/conditional-match.ts';
import { atEntry, forEntry } from './at-entry.ts';
import type { ResolvedEntry, WritingEntry } from './resolved-entry.ts';

/**
 * Looks at the conditions of a transaction's entries, against the state before it.
 *
 * Two creates with the same condition make one resource, as they would one after the other; any other two entries about the
 * same resource are refused (R4 §3.1.0.11.2).
 */
export async function resolveEntries(
  parts: RecordParts,
  caller: Caller,
  entries: readonly WritingEntry[],
): Promise<readonly ResolvedEntry[]> {
  const conditions = new Map<string, ResolvedEntry>();
  const resolved: ResolvedEntry[] = [];
  for (const writing of entries) {
    resolved.push(await forEntry(writing.entry.index, () => resolve(parts, caller, writing, conditions)));
  }
  requireDistinct(resolved);
  return resolved;
}

async function resolve(
  parts: RecordParts,
  caller: Caller,
  writing: WritingEntry,
  conditions: Map<string, ResolvedEntry>,
): Promise<ResolvedEntry> {
  const { entry, id, read } = writing;
  const { method, target, ifNoneExist } = entry;
  if (method === 'POST' && target.kind === 'type') {
    const create = { ...writing, action: 'create', key: { type: target.type, id }, guards: [] } as const;
    if (ifNoneExist === undefined) return create;
    const condition = JSON.stringify([target.type, ifNoneExist]);
    const same = conditions.get(condition);
    if (same !== undefined) return { ...same, ...writing, action: 'none', guards: [] };
    const options = { type: target.type, parameters: ifNoneExist, action: 'transaction' };
    const { version, guard } = await conditionalMatch(parts, caller, options);
    const found: ResolvedEntry =
      version === undefined
        ? { ...create, guards: [guard] }
        : { ...writing, action: 'none', key: version, match: version, guards: [guard] };
    conditions.set(condition, found);
    return found;
  }
  if (target.kind === 'instance' && target.versionId === undefined) {
    return { ...writing, action: method === 'DELETE' ? 'delete' : 'update', key: target, guards: [] };
  }
  if (target.kind !== 'type' || method === 'POST')
    throw badValue('The method of the request does not go with its URL.');
  const options = { type: target.type, parameters: target.parameters, action: 'transaction' };
  const { version, guard } = await conditionalMatch(parts, caller, options);
  const guards = [guard];
  if (method === 'DELETE') return { ...writing, action: version ? 'delete' : 'none', key: version, guards };
  const own = read?.parsed.resource.id;
  if (version !== undefined && own !== undefined && own !== version.id) {
    throw badValue(
      'The condition matches a resource with another id than the resource has. Leave the id out, or correct it.',
    );
  }
  if (version !== undefined) return { ...writing, action: 'update', key: version, guards };
  const key = { type: target.type, id: typeof own === 'string' ? own : id };
  return { ...writing, action: typeof own === 'string' ? 'update' : 'create', key, mustBeNew: true, guards };
}

function requireDistinct(entries: readonly ResolvedEntry[]): void {
  const taken = new Set<string>();
  for (const { action, key, entry } of entries) {
    if (action === 'none' || key === undefined) continue;
    const name = `${key.type}/${key.id}`;
    if (taken.has(name)) {
      const refusal = duplicate(
        'Another entry of the transaction is about the same resource. Put each resource in once.',
      );
      throw atEntry(entry.index, refusal);
    }
    taken.add(name);
  }
}
