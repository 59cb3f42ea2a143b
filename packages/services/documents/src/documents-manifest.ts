import type { ServiceManifest } from '@baseplate-epr/contracts';

/** What the service says of itself. It writes notes, which are a DocumentReference and a Binary each. */
export const documentsManifest: ServiceManifest = {
  name: 'documents',
  contractVersion: 1,
  title: 'Notes and letters',
  scopes: [
    'user/DocumentReference.crus',
    'user/Binary.crus',
    // Who may see a note's patient may see its bytes: the record asks for both.
    'user/Patient.rs',
    'user/Provenance.crus',
    'user/Encounter.rs',
    'user/PractitionerRole.rs',
    'user/Organization.rs',
  ],
  slots: [{ slot: 'side', path: '/card', title: 'Notes and letters', order: 5, timeBudget: 1500 }],
  assets: [],
};
