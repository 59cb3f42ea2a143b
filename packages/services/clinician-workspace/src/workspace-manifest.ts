import type { ServiceManifest } from '@baseplate-epr/contracts';
import { assetPaths, scriptPath } from './assets/asset-paths.ts';

const read = 'Patient Encounter AllergyIntolerance Location Organization Practitioner RelatedPerson';

/** What the workspace says of itself. It reads who somebody is and where; what is clinical comes from other services. */
export const workspaceManifest: ServiceManifest = {
  name: 'clinician-workspace',
  contractVersion: 1,
  title: 'Clinician workspace',
  scopes: read.split(' ').map((type) => `user/${type}.rs`),
  slots: [],
  assets: assetPaths.map((path) => ({ kind: path === scriptPath ? 'script' : 'style', path })),
  userInterface: true,
};
