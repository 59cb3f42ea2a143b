import type { ServiceManifest } from '@baseplate-epr/contracts';
import { stylesPath } from './format/result-styles.ts';

/** What the results service says of itself. It writes Tasks of acknowledgement and nothing else. */
export const resultsManifest: ServiceManifest = {
  name: 'results',
  contractVersion: 1,
  title: 'Results',
  scopes: ['user/Observation.rs', 'user/DiagnosticReport.rs', 'user/Task.crus'],
  slots: [
    { slot: 'alerts', path: '/alerts', title: 'Results', order: 2, timeBudget: 1500 },
    { slot: 'main', path: '/card', title: 'Results', order: 2, timeBudget: 1500 },
  ],
  assets: [{ kind: 'style', path: stylesPath }],
};
