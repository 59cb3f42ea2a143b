import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { fhirRecords } from '@baseplate-epr/records-fhir';
import small from './small.ledger.config.ts';

// The least assembly with its record on the FHIR server that FHIR_BASE names, which keeps these types at least.
const types = process.env.FHIR_TYPES?.split(',');

export default {
  ...small,
  data: {
    ...small.data,
    records: fhirRecords({
      url: process.env.FHIR_BASE ?? 'http://127.0.0.1/r4',
      token: { secret: 'FHIR_TOKEN' },
      ...(types === undefined ? {} : { types }),
    }),
  },
} satisfies AssemblyConfiguration;
