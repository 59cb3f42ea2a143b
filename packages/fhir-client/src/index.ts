export { createFhirClient, type FhirClientOptions } from './create-fhir-client.ts';
export { exactNumber, withDigits, withExactDigits } from './exact-number.ts';
export type { FhirClient, ResourceOf, SearchPage, SearchParameters, Written } from './fhir-client.ts';
export { FhirError, isFhirError } from './fhir-error.ts';
export { scopesAllow } from './scopes-allow.ts';
