import { addressOf } from '@baseplate-epr/record-api';

const methods: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const words: ReadonlySet<string> = new Set(['_search', '_history', 'metadata', '.well-known']);

/** Method and template of a request to the record: which interaction it is, and nothing of what it is about. */
export function fhirRoute(request: Pick<Request, 'method' | 'url'>): string {
  const { method } = request;
  const verb = method === 'HEAD' ? 'GET' : methods.has(method) ? method : 'other';
  let route = `${verb} /fhir`;
  let parts = 0;
  let named = 0;
  for (const part of addressOf(request).path.slice('/fhir'.length).split('/')) {
    if (part === '') continue;
    if (parts === mostParts) break;
    parts += 1;
    if (part.startsWith('$')) route += '/$[operation]';
    else if (words.has(part)) route += `/${part}`;
    else route += `/${names[named++] ?? '[…]'}`;
  }
  return route;
}

const names = ['[type]', '[id]', '[version]'];
const mostParts = 4;
