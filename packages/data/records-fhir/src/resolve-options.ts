import { BaseplateError } from '@baseplate-epr/contracts';
import type { FhirRecordsOptions, ResolvedOptions } from './options.ts';

const defaults = { connections: 8, requestTime: 30_000, lookTime: 5000, versionLimit: 200_000 };

const chartTypes = [
  'AllergyIntolerance',
  'Appointment',
  'CarePlan',
  'Condition',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'Flag',
  'Immunization',
  'Location',
  'Medication',
  'MedicationAdministration',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Procedure',
  'ServiceRequest',
];

/** @throws BaseplateError `configuration-invalid` that names everything that is wrong with the options */
export function resolveOptions(given: FhirRecordsOptions): ResolvedOptions {
  const { url, token, recordUrl, types = chartTypes } = given;
  const faults = [...urlFaults(url)];
  if (token !== undefined && (typeof token.secret !== 'string' || token.secret === '')) {
    faults.push('`token` must name an environment variable: `{ secret: NAME }`');
  }
  if (recordUrl !== undefined && !URL.canParse(recordUrl)) faults.push('`recordUrl` must be an absolute URL');
  const counts = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof typeof defaults)[]) {
    counts[name] = given[name] ?? defaults[name];
    if (!Number.isSafeInteger(counts[name]) || counts[name] < 1) {
      faults.push(`\`${name}\` must be a whole number of at least 1`);
    }
  }
  if (faults.length > 0) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: `The record cannot be kept on a FHIR server with these options: ${faults.join('; ')}. Correct them in the configuration.`,
    });
  }
  return { url: url.replace(/\/+$/, ''), token, recordUrl, types, ...counts };
}

/** The bearer token that the options name. Called at the start only. */
export function bearerToken({ token }: ResolvedOptions): string | undefined {
  if (token === undefined) return undefined;
  const value = process.env[token.secret]?.trim();
  if (value) return value;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `The environment variable ${token.secret}, which is to hold the token for the FHIR server that keeps the record, is not set. Set it, or leave \`token\` out if the server asks for none.`,
  });
}

function urlFaults(url: string): string[] {
  if (typeof url !== 'string' || !URL.canParse(url)) return ['`url` must be the absolute URL of a FHIR base'];
  const { protocol, hostname, username, password, search, hash } = new URL(url);
  const faults: string[] = [];
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && here)) {
    faults.push('`url` must begin with `https://`; `http://` is taken for a server on this machine only');
  }
  if (username !== '' || password !== '') faults.push('`url` holds a password; give a token by `{ secret: NAME }`');
  if (search !== '' || hash !== '') faults.push('`url` must be a base, without `?` and `#`');
  return faults;
}
