import type { Bundle, OperationOutcome, Resource, ResourceType } from '@medplum/fhirtypes';
import { parseExactly, stringifyExactly } from './exact-number.ts';
import type { FhirClient, ResourceOf, SearchPage, SearchParameters, Written } from './fhir-client.ts';
import { FhirError } from './fhir-error.ts';

/** How to reach the server. */
export interface FhirClientOptions {
  /** Called like the global `fetch`; adds whatever authorisation is needed. */
  readonly fetch: (input: string, init?: RequestInit) => Promise<Response>;
  /** FHIR base without a final slash. Default `/fhir`. */
  readonly baseUrl?: string;
}

const json = 'application/fhir+json';

/** Makes a {@link FhirClient}. */
export function createFhirClient({ fetch, baseUrl = '/fhir' }: FhirClientOptions): FhirClient {
  async function send(path: string, init: RequestInit): Promise<{ readonly body: unknown; readonly headers: Headers }> {
    const headers = new Headers(init.headers);
    headers.set('accept', json);
    const response = await fetch(path, { ...init, headers });
    const text = await response.text();
    const body = text === '' ? undefined : parseBody(text);
    if (!response.ok)
      throw new FhirError(response.status, isResource<OperationOutcome>(body, 'OperationOutcome') ? body : undefined);
    return { body, headers: response.headers };
  }

  async function write<Type extends Resource>(
    method: string,
    path: string,
    resource: Type,
    extra: Record<string, string>,
  ): Promise<Written<Type>> {
    const headers = { 'content-type': json, prefer: 'return=representation', ...extra };
    const { body, headers: answered } = await send(path, { method, headers, body: stringifyExactly(resource) });
    const stored = isResource<Type>(body, resource.resourceType) ? body : resource;
    return { resource: stored, versionId: /"(.+)"/.exec(answered.get('etag') ?? '')?.[1] };
  }

  async function page<Found extends Resource>(
    path: string,
    init: RequestInit,
    type?: string,
  ): Promise<SearchPage<Found>> {
    const { body } = await send(path, init);
    if (!isResource<Bundle>(body, 'Bundle')) throw new FhirError(502, undefined);
    return toPage<Found>(body, type);
  }

  const client: FhirClient = {
    async read<Type extends ResourceType>(type: Type, id: string) {
      const { body } = await send(`${baseUrl}/${type}/${encodeURIComponent(id)}`, { method: 'GET' });
      if (!isResource<ResourceOf<Type>>(body, type)) throw new FhirError(502, undefined);
      return body;
    },
    search(type, parameters = {}) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return page(`${baseUrl}/${type}/_search`, { method: 'POST', headers, body: formOf(parameters).toString() }, type);
    },
    async nextPage(current) {
      return current.next === undefined ? undefined : page(localPath(current.next, baseUrl), { method: 'GET' });
    },
    async searchAll(type, parameters, limit) {
      let current = await client.search(type, parameters);
      const { total } = current;
      const matches = [...current.matches];
      const included = new Map(
        current.included.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]),
      );
      while (current.next !== undefined && matches.length < limit) {
        const next = await client.nextPage(current);
        if (next === undefined) break;
        current = next;
        matches.push(...current.matches);
        for (const resource of current.included) included.set(`${resource.resourceType}/${resource.id}`, resource);
      }
      const complete = current.next === undefined && matches.length <= limit;
      return {
        matches: matches.slice(0, limit),
        included: [...included.values()],
        complete,
        ...(total === undefined ? {} : { total }),
      };
    },
    create(resource, { ifNoneExist } = {}) {
      return write(
        'POST',
        `${baseUrl}/${resource.resourceType}`,
        resource,
        ifNoneExist === undefined ? {} : { 'if-none-exist': ifNoneExist },
      );
    },
    update(resource, { ifMatch } = {}) {
      const path = `${baseUrl}/${resource.resourceType}/${encodeURIComponent(resource.id ?? '')}`;
      return write('PUT', path, resource, ifMatch === undefined ? {} : { 'if-match': `W/"${ifMatch}"` });
    },
    async delete(type, id) {
      await send(`${baseUrl}/${type}/${encodeURIComponent(id)}`, { method: 'DELETE' });
    },
    async bundle(bundle) {
      const { body } = await send(baseUrl, {
        method: 'POST',
        headers: { 'content-type': json },
        body: stringifyExactly(bundle),
      });
      if (!isResource<Bundle>(body, 'Bundle')) throw new FhirError(502, undefined);
      return body;
    },
  };
  return client;
}

function parseBody(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    // Something between us and the server answered in its own words; the status tells what is to be known.
    return undefined;
  }
}

function isResource<Type extends Resource>(value: unknown, type: string): value is Type {
  return typeof value === 'object' && value !== null && 'resourceType' in value && value.resourceType === type;
}

function formOf(parameters: SearchParameters): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'object' ? value : [String(value)]) form.append(name, one);
  }
  return form;
}

function toPage<Found extends Resource>(bundle: Bundle, type: string | undefined): SearchPage<Found> {
  const entries = bundle.entry ?? [];
  const matches = entries.flatMap(({ resource, search }) =>
    search?.mode === 'match' && resource !== undefined && (type === undefined || isResource<Found>(resource, type))
      ? [resource as Found]
      : [],
  );
  const included = entries.flatMap(({ resource, search }) =>
    search?.mode === 'include' && resource !== undefined ? [resource] : [],
  );
  const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
  return {
    matches,
    included,
    ...(bundle.total === undefined ? {} : { total: bundle.total }),
    ...(next === undefined ? {} : { next }),
  };
}

/** A next link is absolute; behind a handle that takes paths only, its path is what counts. */
function localPath(next: string, baseUrl: string): string {
  if (!baseUrl.startsWith('/')) return next;
  const { pathname, search } = new URL(next, 'http://record.invalid');
  return pathname + search;
}
