import type { ServiceManifest } from '@baseplate-epr/contracts';
import { browserFiles } from './generated/browser-files.ts';

const read =
  'Patient Encounter AllergyIntolerance Condition MedicationRequest MedicationStatement Medication DiagnosticReport';

/** What the ward round says of itself. It writes Observations and nothing else; with ids of its own, which SMART counts as an update. */
export const wardRoundManifest: ServiceManifest = {
  name: 'ward-round',
  contractVersion: 1,
  title: 'Ward round',
  scopes: [...read.split(' ').map((type) => `user/${type}.rs`), 'user/Observation.crus'],
  slots: [],
  assets: browserFiles.map(({ kind, path }) => ({ kind, path })),
  userInterface: true,
};
