import type { ServiceManifest } from '@baseplate-epr/contracts';

/** What the medicines service says of itself: it reads what is prescribed and taken, and who works where. */
export const medicinesManifest: ServiceManifest = {
  name: 'medicines',
  contractVersion: 1,
  title: 'Medicines',
  scopes: [
    'MedicationRequest',
    'MedicationStatement',
    'Medication',
    'Encounter',
    'PractitionerRole',
    'Organization',
  ].map((type) => `user/${type}.rs`),
  slots: [{ slot: 'side', path: '/card', title: 'Medicines', order: 3, timeBudget: 1500 }],
  assets: [],
};
