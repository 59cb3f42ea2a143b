import type { ServiceManifest } from '@baseplate-epr/contracts';
import { stylesPath } from './format/observation-styles.ts';

/** What the observations service says of itself. It writes Observations and nothing else. */
export const observationsManifest: ServiceManifest = {
  name: 'observations',
  contractVersion: 1,
  title: 'Observations',
  scopes: ['user/Patient.rs', 'user/Observation.crus', 'user/Condition.rs', 'user/Encounter.rs'],
  slots: [
    { slot: 'alerts', path: '/alerts', title: 'Observations', order: 1, timeBudget: 1500 },
    { slot: 'main', path: '/card', title: 'Observations', order: 1, timeBudget: 1500 },
  ],
  assets: [{ kind: 'style', path: stylesPath }],
};
