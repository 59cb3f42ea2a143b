import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { fhirRecords } from '@baseplate-epr/records-fhir';
import small from '../../start/__fixtures__/small.config.ts';

// The least assembly that can be written to, its record on the FHIR server that FHIR_BASE names.
export default {
  ...small,
  data: {
    ...small.data,
    records: fhirRecords({ url: process.env.FHIR_BASE ?? '', token: { secret: 'FHIR_TOKEN' } }),
  },
  ...(process.env.FULL_TEXT === 'yes' ? { search: { fullText: true } } : {}),
} satisfies AssemblyConfiguration;
