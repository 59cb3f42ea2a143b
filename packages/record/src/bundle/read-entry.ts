import { isJsonObject, type JsonObject, type JsonValue, type ParsedResource, parseInstant } from '@baseplate-epr/fhir';
import { badValue, malformed } from '../error/refusals.ts';
import { readCondition } from '../search/read-query.ts';
import type { CheckEntry } from '../session/bundle-types.ts';
import { type IfMatch, readIfMatch } from '../write/if-match.ts';
import { type BundleEntry, type EntryMethod, entrySteps, isReading } from './bundle-entry.ts';
import { entryPatch } from './entry-patch.ts';
import { entryTarget } from './entry-target.ts';

/** What entries are read with. */
export interface ReadEntryOptions {
  readonly baseUrl: string;
  readonly check?: CheckEntry | undefined;
  /** The resource of an entry by its place, asked where the method needs one; undefined if it has none. */
  resourceOf(index: number): ParsedResource | undefined;
}

/**
 * Understands one entry of a batch or transaction.
 *
 * @throws RecordError 400 for an entry without a request, with a method or URL that is not supported, or without its resource; and
 *   whatever `check` throws
 */
export function readEntry(
  entry: JsonValue,
  index: number,
  { baseUrl, check, resourceOf }: ReadEntryOptions,
): BundleEntry {
  const request = isJsonObject(entry) ? entry.request : undefined;
  if (!isJsonObject(entry) || !isJsonObject(request)) {
    throw malformed('The entry has no request. Say what to do: request.method and request.url.');
  }
  const method = methods.find((one) => one === request.method);
  if (method === undefined) {
    throw badValue(
      'The method of the request is not supported in a Bundle here. Use DELETE, POST, PUT, PATCH, GET or HEAD.',
    );
  }
  const url = textOf(request, 'url') ?? '';
  const target = entryTarget(url, baseUrl);
  if (target === undefined) {
    throw badValue(
      'The URL of the request is none that is supported in a Bundle here. Write it relative to the FHIR base.',
    );
  }
  if (target.kind === 'operation' && changesMeta.test(target.url)) {
    throw badValue(
      '$meta-add and $meta-delete write, and operations in a Bundle may not. Call them by themselves, or patch meta in an entry.',
    );
  }
  const parsed = withResource.has(method) ? resourceOf(index) : undefined;
  if (withResource.has(method) && parsed === undefined && target.kind !== 'operation')
    throw malformed('The entry has no resource to write.');
  if (target.kind === 'instance' || !isReading({ method, target })) check?.({ method, url });
  const fullUrl = textOf(entry, 'fullUrl');
  const ifMatch = textOf(request, 'ifMatch');
  const ifNoneMatch = textOf(request, 'ifNoneMatch');
  const ifModifiedSince = textOf(request, 'ifModifiedSince');
  const ifNoneExist = textOf(request, 'ifNoneExist');
  requireKnownConditions(method, ifNoneMatch, ifNoneExist);
  return {
    index,
    method,
    url,
    target,
    ...(parsed === undefined ? {} : method === 'PATCH' ? { patch: entryPatch(parsed) } : { parsed }),
    ...(fullUrl === undefined ? {} : { fullUrl }),
    ...(ifMatch === undefined ? {} : { ifMatch: matchOf(ifMatch) }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
    ...(ifModifiedSince === undefined ? {} : { ifModifiedSince: instantOf(ifModifiedSince) }),
    ...(ifNoneExist === undefined
      ? {}
      : { ifNoneExist: readCondition(ifNoneExist, target.kind === 'type' ? target.type : '') }),
  };
}

const changesMeta = /\$meta-(?:add|delete)(?:\?|$)/;
const methods = entrySteps.flat();
const withResource: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

function textOf(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  if (value === undefined || typeof value === 'string') return value;
  throw malformed(`${key} is not a string.`);
}

/** What changes a resource is not carried out under a condition that it does not know: it could overwrite what was to be spared. */
function requireKnownConditions(method: EntryMethod, ifNoneMatch: string | undefined, ifNoneExist: string | undefined) {
  if (method !== 'PUT' && method !== 'PATCH' && method !== 'DELETE') return;
  if (ifNoneExist !== undefined) throw unknownCondition('request.ifNoneExist');
  if (ifNoneMatch !== undefined && !(method === 'PUT' && ifNoneMatch === '*'))
    throw unknownCondition('request.ifNoneMatch');
}

function unknownCondition(name: string) {
  return badValue(
    `${name}, as it stands here, is no condition of this method. Name the version that may be changed in request.ifMatch.`,
  );
}

function instantOf(text: string): number {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  throw badValue('request.ifModifiedSince is not an instant. Write it as 2026-01-31T12:00:00Z.');
}

function matchOf(text: string): IfMatch {
  const ifMatch = readIfMatch(text);
  if (ifMatch === undefined) throw badValue('request.ifMatch is no entity tag. Write it as W/"3".');
  return ifMatch;
}
