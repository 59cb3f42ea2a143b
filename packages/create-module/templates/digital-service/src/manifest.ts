import type { ServiceManifest } from '@baseplate-epr/contracts';

/** What the service says of itself. It asks for no more of the record than it needs: the kit tries whether it keeps to it. */
export const manifest: ServiceManifest = {
  name: 'module-name',
  contractVersion: 1,
  title: 'Module title',
  scopes: ['user/Task.crs'],
  slots: [{ slot: 'side', path: '/card', title: 'Module title', order: 500, timeBudget: 800 }],
  assets: [],
};
