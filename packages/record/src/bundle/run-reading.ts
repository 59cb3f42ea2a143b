import { parseDateRange, parseInstant } from '@baseplate-epr/fhir';
import { badValue } from '../error/refusals.ts';
import { readHistory } from '../read/read-history.ts';
import { readVersion } from '../read/read-version.ts';
import { runSearch } from '../search/run-search.ts';
import type { BundleEntryResult, BundleOptions } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { RecordHistoryOptions, SearchOptions } from '../session/search-types.ts';
import type { BundleEntry } from './bundle-entry.ts';
import type { EntryTarget } from './entry-target.ts';
import { requestOf } from './write-answer.ts';

/** Carries out operations, if anybody does. */
export type RunOperation = BundleOptions['operation'];

/** Carries out an entry that writes nothing: a read, a search, a history or an operation. */
export async function runReading(
  parts: RecordParts,
  caller: Caller,
  entry: BundleEntry,
  operation: RunOperation,
): Promise<BundleEntryResult> {
  const { target } = entry;
  const request = requestOf(entry);
  if (target.kind === 'operation') return runOperation(entry, target.url, operation);
  if (target.kind === 'instance') {
    const version = await readVersion(parts, caller, target);
    const { versionId, lastUpdated } = version;
    const place = { etag: `W/"${versionId}"`, lastModified: lastUpdated };
    if (isKnown(entry, versionId, lastUpdated)) return { request, status: 304, ...place };
    return { request, status: 200, ...place, result: { kind: 'version', version } };
  }
  if (target.kind === 'history') {
    const answer = await readHistory(parts, caller, historyOptions(target));
    return { request, status: 200, result: { kind: 'history', answer } };
  }
  const answer = await runSearch(parts, caller, searchOptions(target));
  return { request, status: 200, result: { kind: 'search', answer } };
}

async function runOperation(entry: BundleEntry, url: string, operation: RunOperation): Promise<BundleEntryResult> {
  const { method, parsed } = entry;
  if (operation === undefined) throw badValue('Operations are not supported in a Bundle here.');
  if (method !== 'GET' && method !== 'POST') throw badValue('An operation is called by GET or POST.');
  const { status, text } = await operation({ method, url, ...(parsed === undefined ? {} : { text: parsed.text }) });
  return { request: requestOf(entry), status, ...(text === undefined ? {} : { result: { kind: 'text', text } }) };
}

/** Whether the client has this version already (R4 §3.1.0.2.1). An entity tag counts for more than a time (RFC 9110 §13.2.2). */
function isKnown({ ifNoneMatch, ifModifiedSince }: BundleEntry, versionId: string, lastUpdated: number): boolean {
  if (ifNoneMatch !== undefined) {
    return ifNoneMatch
      .split(',')
      .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === `"${versionId}"`);
  }
  return ifModifiedSince !== undefined && lastUpdated <= ifModifiedSince;
}

/** What a search asks for. */
export function searchOptions(
  target: EntryTarget & { readonly kind: 'type' | 'system' | 'compartment' },
): SearchOptions {
  const { parameters } = target;
  const type = target.kind === 'system' ? undefined : target.type;
  const inside = target.kind === 'compartment' ? { compartment: target.compartment } : {};
  return { types: type === undefined ? [] : [type], parameters, ...inside };
}

/**
 * What a history asks for.
 *
 * @throws RecordError 400 for a parameter that it does not take, or that is malformed
 */
export function historyOptions({
  type,
  id,
  parameters,
}: EntryTarget & { readonly kind: 'history' }): RecordHistoryOptions {
  const scope = { ...(type === undefined ? {} : { type }), ...(id === undefined ? {} : { id }) };
  const options: { count?: number; since?: number; at?: { low: number; high: number }; cursor?: string } = {};
  for (const [name, value] of parameters) {
    if (name === '_count' && /^\d{1,9}$/.test(value)) options.count = Number(value);
    else if (name === '_since') options.since = sinceOf(value);
    else if (name === '_at') options.at = atOf(value);
    else if (name === '_cursor') options.cursor = value;
    else throw badValue('A history in a Bundle takes _count, _since, _at and _cursor, each well formed.');
  }
  return { ...scope, ...options };
}

function atOf(value: string): { low: number; high: number } {
  const at = parseDateRange(value);
  if (at === undefined) throw badValue('_at is not a date or time. Write it as 2026-01-31.');
  return { low: at.low, high: at.high };
}

function sinceOf(value: string): number {
  const instant = parseInstant(value);
  if (instant === undefined) throw badValue('_since is not an instant. Write it as 2026-01-31T12:00:00Z.');
  return instant;
}
