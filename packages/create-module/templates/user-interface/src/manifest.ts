import type { ServiceManifest } from '@baseplate-epr/contracts';

/** Who somebody is and where; what is clinical comes from the services of the assembly, which fill the slots of the chart. */
export const manifest: ServiceManifest = {
  name: 'module-name',
  contractVersion: 1,
  title: 'Module title',
  scopes: ['user/Patient.rs', 'user/Encounter.rs', 'user/AllergyIntolerance.rs'],
  slots: [],
  assets: [],
  userInterface: true,
};
