import type { RecordHandle } from '@baseplate-epr/contracts';

/** A record that is away, each in another way. What it says holds a secret, since errors do. */
export function brokenRecords(secret: string): Readonly<Record<string, RecordHandle>> {
  const outcome = (status: number) => async () =>
    Response.json(
      {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'exception', diagnostics: `About ${secret}` }],
      },
      { status, headers: { 'content-type': 'application/fhir+json' } },
    );
  return {
    'answers 500': { fetch: outcome(500) },
    'answers 503': { fetch: outcome(503) },
    'answers 429': { fetch: outcome(429) },
    'answers what is no JSON': {
      fetch: async () => new Response(`<html>${secret}`, { headers: { 'content-type': 'text/html' } }),
    },
    rejects: { fetch: () => Promise.reject(new Error(`Broken near ${secret}`)) },
  };
}

/** A record that knows the patient and nothing else of anybody. */
export function emptyRecord(whole: RecordHandle): RecordHandle {
  return {
    async fetch(input, init) {
      const url = new URL(typeof input === 'string' ? input : input.url, 'http://record.invalid');
      if (/^\/fhir\/Patient\/[^/]+$/.test(url.pathname)) return whole.fetch(input, init);
      if (/^\/fhir\/[A-Z][A-Za-z]+\/[^_][^/]*$/.test(url.pathname)) {
        const issue = [{ severity: 'error', code: 'not-found' }];
        return Response.json({ resourceType: 'OperationOutcome', issue }, { status: 404 });
      }
      const link = [{ relation: 'self', url: url.href }];
      return Response.json({ resourceType: 'Bundle', type: 'searchset', total: 0, link });
    },
  };
}

/** The record, but that what is asked of one type is answered by another. */
export function replacedType(whole: RecordHandle, type: string, other: RecordHandle): RecordHandle {
  return { fetch: (input, init) => (typeOf(input) === type ? other : whole).fetch(input, init) };
}

/** Which type a request is about; `undefined` if it is about the whole record. */
export function typeOf(input: string | Request): string | undefined {
  const { pathname } = new URL(typeof input === 'string' ? input : input.url, 'http://record.invalid');
  return /^\/fhir\/([A-Z][A-Za-z]+)/.exec(pathname)?.[1];
}

/** What is put before every text that people write, to see whether it becomes part of the page. */
export const injected = '<b id="injected">';

/** A record whose texts all hold markup. */
export function hostileRecord(whole: RecordHandle): RecordHandle {
  return {
    async fetch(input, init) {
      const answer = await whole.fetch(input, init);
      if (!answer.headers.get('content-type')?.includes('json')) return answer;
      const text = await answer.text();
      const marked = text.replace(
        /"(text|display|family|description|title|city)"(\s*):(\s*)"/g,
        (match) => match + JSON.stringify(injected).slice(1, -1),
      );
      return new Response(marked, { status: answer.status, headers: { 'content-type': 'application/fhir+json' } });
    },
  };
}
