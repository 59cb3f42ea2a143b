import type { ModuleReference } from '@baseplate-epr/contracts';
import type { FhirRecordsOptions } from './options.ts';

/**
 * Names the record store on a FHIR R4 server in an assembly's configuration. Inert: touches nothing.
 *
 * @example `data: { records: fhirRecords({ url: 'https://fhir.example.nhs.uk/r4', token: { secret: 'FHIR_TOKEN' } }) }`
 */
export function fhirRecords(options: FhirRecordsOptions): ModuleReference<'record-store'> {
  return {
    contract: 'record-store',
    contractVersion: 1,
    package: '@baseplate-epr/records-fhir',
    module: import.meta.resolve('@baseplate-epr/records-fhir'),
    factory: 'createFhirRecordStore',
    keeps: String(options.url).replace(/\/+$/, ''),
    options: { ...options },
  };
}
