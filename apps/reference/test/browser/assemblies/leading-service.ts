import type { DigitalService, ModuleReference } from '@baseplate-epr/contracts';

/** A service whose own page tries every way out of the record, each with what it could know of a patient in the address. */
export function leadingService(to: string): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: 'reference',
    module: import.meta.url,
    factory: 'createLeadingService',
    options: { to },
    runs: 'inline',
  };
}

/** Makes the service. */
export function createLeadingService({ to }: { readonly to: string }): DigitalService {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: { name: 'leading', contractVersion: 1, title: 'Leading', scopes: [], slots: [], assets: [] },
    async start() {},
    async stop() {},
    async health() {
      return { status: 'pass' };
    },
    async fetch(request, { ownPage }) {
      const { pathname } = new URL(request.url);
      const ways: Readonly<Record<string, string>> = {
        '/refresh': `<meta http-equiv="refresh" content="0;url=${to}/refresh">`,
        '/hidden-refresh': `<p title='<meta http-equiv=refresh content=0;url=${to}/hidden>'><meta HTTP-EQUIV = "Refresh" content="0; ${to}/shouted">`,
        '/link': `<a href="${to}/link?ward=7">Guidance</a> <a href="${ownPage?.linkBase}/done">Own page</a>`,
        '/tricks': `<a href="&#104;ttp${to.slice(4)}/entity">Entity</a> <a href="\t${to}/tab" target="_blank">Tab</a>
          <svg width="90" height="20"><a><animate attributeName="href" to="${to}/animated"/><text y="15">Drawn</text></a></svg>`,
      };
      const body = `<!doctype html><html lang="en-GB"><head><title>Leading</title></head><body><main><h1>Leading</h1>${ways[pathname] ?? ''}</main></body></html>`;
      return new Response(body, { headers: { 'content-type': 'text/html' } });
    },
  };
}
