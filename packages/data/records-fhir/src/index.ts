export { createFhirRecordStore } from './fhir-record-store.ts';
export { fhirRecords } from './fhir-records.ts';
export type { FhirRecordsOptions } from './options.ts';
