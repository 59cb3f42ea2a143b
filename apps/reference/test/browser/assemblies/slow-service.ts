import type { DigitalService, ModuleReference, ServiceManifest } from '@baseplate-epr/contracts';

const manifest: ServiceManifest = {
  name: 'slow-letters',
  contractVersion: 1,
  title: 'Letters from elsewhere',
  scopes: ['user/DocumentReference.rs'],
  slots: [{ slot: 'side', path: '/card', title: 'Letters from elsewhere', order: 9, timeBudget: 300 }],
  assets: [],
};

/** A service that answers long after its time budget, to see what the others do meanwhile. */
export function slowService(): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: 'reference',
    module: import.meta.url,
    factory: 'createSlowService',
    options: {},
  };
}

/** Makes the service. */
export function createSlowService(): DigitalService {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest,
    async start() {},
    async stop() {},
    async health() {
      return { status: 'pass' };
    },
    async fetch() {
      await new Promise((resolve) => setTimeout(resolve, 5000).unref());
      return new Response('<p>Too late.</p>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
    },
  };
}
