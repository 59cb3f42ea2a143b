import type { DigitalService, ModuleReference } from '@baseplate-epr/contracts';

/** The smallest user interface there may be: one page, and what its reader has kept of forms in the interface before. */
export function plainInterface(says: string): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@example/plain-interface',
    module: import.meta.url,
    factory: 'createPlainInterface',
    options: { says },
    runs: 'inline',
  };
}

/** Makes it. */
export function createPlainInterface({ says }: { readonly says: string }): DigitalService {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: {
      name: 'plain-interface',
      contractVersion: 1,
      title: says,
      scopes: [],
      slots: [],
      assets: [],
      userInterface: true,
    },
    async start() {},
    async stop() {},
    async health() {
      return { status: 'pass' };
    },
    async fetch(request, { state }) {
      if (request.method !== 'GET') return new Response('There is no form here.', { status: 404 });
      const { entries } = await state.list({ prefix: 'draft/', limit: 100 });
      const page = `<!doctype html><html lang="en-GB"><head><title>${says}</title></head><body><main><h1>${says}</h1><p>Drafts kept: ${entries.length}</p></main></body></html>`;
      return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    },
  };
}
