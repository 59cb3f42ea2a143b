import {
  entryResource,
  isJsonObject,
  type JsonObject,
  keptTextLimits,
  type ParsedResource,
  parseResource,
} from '@baseplate-epr/fhir';
import type { HttpClient } from '../http/http-client.ts';
import { notFhir } from '../http/server-error.ts';
import type { ServerVersion } from './server-types.ts';

const what = 'a history';

/**
 * Every version on the server that was written at or after a time, by R4's history of the system (§3.1.0.10), oldest first.
 *
 * A server lists the newest first. What is written while its pages are read is not in them and is read the next time.
 */
export async function readHistory(
  http: HttpClient,
  options: {
    /** Below the base; absent: the history of everything. */
    readonly of?: string;
    readonly since?: number;
    readonly count: number;
    /** Read no further once there are more versions than this. */
    readonly limit: number;
    /** Which of them are counted for that; absent: every one. */
    counts?(version: ServerVersion): boolean;
  },
): Promise<readonly ServerVersion[]> {
  const { of = '', since, count, limit, counts = () => true } = options;
  const from = since === undefined ? '' : `&_since=${encodeURIComponent(new Date(since).toISOString())}`;
  const versions: ServerVersion[] = [];
  let counted = 0;
  const seen = new Set<string>();
  let path: string | undefined = `${of}/_history?_count=${count}${from}`;
  while (path !== undefined) {
    // A server whose pages lead round in a circle would never end.
    if (seen.has(path)) throw notFhir(what, 'its pages do not come to an end');
    seen.add(path);
    const { text } = await http.send({ method: 'GET', path, what });
    const bundle = parseBundle(text, what);
    const page = versionsOf(bundle);
    versions.push(...page);
    counted += page.filter(counts).length;
    if (counted > limit) return versions;
    path = nextOf(bundle.resource);
  }
  return versions.reverse();
}

/** Reads the text of a Bundle. */
function parseBundle(text: string, about: string): ParsedResource {
  try {
    const parsed = parseResource(text, keptTextLimits);
    if (parsed.resource.resourceType === 'Bundle') return parsed;
  } catch {
    // What is wrong with it may be in a patient's words; that it is wrong is enough.
  }
  throw notFhir(about, 'it is no Bundle in JSON');
}

/** Reads the text of one resource. */
export function parseOne(text: string, about: string): ParsedResource {
  try {
    return parseResource(text, keptTextLimits);
  } catch {
    throw notFhir(about, 'it is no resource in JSON');
  }
}

/** A resource that the server gave, as a version. */
export function versionFrom(parsed: ParsedResource, about: string): ServerVersion {
  const { resourceType: type, id, meta } = parsed.resource;
  const { versionId, lastUpdated } = isJsonObject(meta) ? meta : {};
  const time = typeof lastUpdated === 'string' ? Date.parse(lastUpdated) : Number.NaN;
  if (typeof type !== 'string' || typeof id !== 'string' || typeof versionId !== 'string' || Number.isNaN(time)) {
    throw notFhir(about, 'a resource in it lacks `id`, `meta.versionId` or `meta.lastUpdated`');
  }
  return { type, id, serverVersionId: versionId, lastUpdated: time, parsed };
}

function versionsOf(bundle: ParsedResource): ServerVersion[] {
  const { entry } = bundle.resource;
  if (!Array.isArray(entry)) return [];
  return entry.map((one, index) => {
    const resource = entryResource(bundle, index);
    if (resource !== undefined) return versionFrom(resource, what);
    return deletionFrom(isJsonObject(one) ? one : {});
  });
}

function deletionFrom({ request, response, fullUrl }: JsonObject): ServerVersion {
  const { method, url } = isJsonObject(request) ? request : {};
  const { etag, lastModified } = isJsonObject(response) ? response : {};
  const place = /([A-Za-z0-9]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/.exec(String(url ?? fullUrl ?? ''));
  const time = typeof lastModified === 'string' ? Date.parse(lastModified) : Number.NaN;
  if (method !== 'DELETE' || place === null || Number.isNaN(time)) {
    throw notFhir(what, 'an entry is neither a resource nor a deletion with `response.lastModified`');
  }
  const [, type = '', id = ''] = place;
  const version = typeof etag === 'string' ? /"(.+)"/.exec(etag)?.[1] : undefined;
  return { type, id, serverVersionId: version ?? `deleted ${time}`, lastUpdated: time };
}

function nextOf({ link }: JsonObject): string | undefined {
  const next = Array.isArray(link) ? link.filter(isJsonObject).find(({ relation }) => relation === 'next') : undefined;
  return typeof next?.url === 'string' ? next.url : undefined;
}
