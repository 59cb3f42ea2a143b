import type { DigitalService, ServiceContext, ServiceManifest } from '@baseplate-epr/contracts';

function service(
  name: string,
  more: Partial<ServiceManifest>,
  fetch: (request: Request, context: ServiceContext) => Promise<Response>,
): DigitalService {
  const idle = { start: async () => {}, stop: async () => {}, health: async () => ({ status: 'pass' }) as const };
  const nothing = { scopes: [], slots: [], assets: [] };
  const manifest: ServiceManifest = { name, contractVersion: 1, title: name, ...nothing, ...more };
  return { ...idle, contract: 'digital-service', contractVersion: 1, manifest, fetch };
}

/** Shows what its own page is told, or leads where the address says; a form leads where its field `to` says, or to what it held. */
const formedAs = (name: string) =>
  service(name, {}, async (request, { ownPage }) => {
    const to = new URL(request.url).searchParams.get('to');
    if (to !== null) return new Response(null, { status: 302, headers: { location: to } });
    if (request.method !== 'POST') return Response.json(ownPage);
    const form = new URLSearchParams(await request.text());
    return new Response(null, { status: 303, headers: { location: form.get('to') ?? `/done?${form}` } });
  });

export const formed = () => formedAs('formed');
export const formedToo = () => formedAs('formed-too');

/** Passes what the assembly answers to its caller on: a path of the assembly below its own. */
const asking = (name: string, scopes: readonly string[]) =>
  service(
    name,
    { scopes, pages: scopes.map((scope) => ({ path: '/', title: name, scope })) },
    (request, { record }) => {
      const { pathname } = new URL(request.url);
      const body = request.method === 'POST' ? { method: 'POST', body: '{"seen":""}' } : {};
      return record.fetch(`/assembly${pathname === '/' ? '' : pathname}`, body);
    },
  );

/** May look. */
export const looking = () => asking('looking', ['assembly.read']);
/** May look and change. */
export const ruling = () => asking('ruling', ['assembly.read', 'assembly.apply']);
/** Asks for no scope of the assembly. */
export const unasking = () => asking('unasking', []);
