import type { Subject } from '@baseplate-epr/conformance';
import type { RecordStore } from '@baseplate-epr/contracts';
import { createFhirRecordStore } from '../fhir-record-store.ts';
import type { FhirRecordsOptions } from '../options.ts';
import { smallServerToken, startSmallServer } from './small-server/small-server.ts';
import type { SmallServerBehaviour } from './small-server/small-store.ts';

/** Every type that a case of the kit writes. */
export const kitTypes = [
  ...['Basic', 'Patient', 'Observation', 'Encounter', 'Group', 'Practitioner', 'Condition', 'List', 'Organization'],
  ...['Flag', 'Provenance', 'Slot', 'Task', 'constructor'],
  ...Array.from({ length: 20 }, (_, index) => `Group${index}`),
  ...['A', 'B', 'C', 'Type0', 'Type1', 'Type2', 'Type3', 'Type4'],
];

/** Stores on a small server that each case has for itself. */
export function smallSubject(behaviour: Partial<SmallServerBehaviour> = {}): Subject<RecordStore> {
  return {
    create: async () => {
      const server = await startSmallServer({ types: kitTypes, ...behaviour });
      const reopen = async () => smallStore(server.url);
      return { adapter: await reopen(), reopen, cleanup: () => server.stop() };
    },
  };
}

/** A store on a small server; not started. */
export function smallStore(url: string, more: Partial<FhirRecordsOptions> = {}): RecordStore {
  process.env.SMALL_SERVER_TOKEN = smallServerToken;
  const types = ['Patient', 'Observation'];
  return createFhirRecordStore({ url, token: { secret: 'SMALL_SERVER_TOKEN' }, types, ...more });
}
