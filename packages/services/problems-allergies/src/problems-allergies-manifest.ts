import type { ServiceManifest } from '@baseplate-epr/contracts';

/** What the service says of itself. It writes problems and allergies, and reads what tells where they come from. */
export const problemsAllergiesManifest: ServiceManifest = {
  name: 'problems-allergies',
  contractVersion: 1,
  title: 'Problems and allergies',
  scopes: [
    'user/Condition.crus',
    'user/AllergyIntolerance.crus',
    'user/Flag.rs',
    'user/Encounter.rs',
    'user/PractitionerRole.rs',
    'user/Organization.rs',
  ],
  slots: [
    { slot: 'alerts', path: '/alerts', title: 'Flags', order: 3, timeBudget: 1500 },
    { slot: 'side', path: '/card', title: 'Problems and allergies', order: 1, timeBudget: 1500 },
  ],
  assets: [],
};
