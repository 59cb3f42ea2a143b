export { allowed } from './allowed.ts';
export { createFhirClient, type FhirClientOptions } from './create-fhir-client.ts';
export { exactNumber, withDigits, withExactDigits } from './exact-number.ts';
export type { FhirClient, ResourceOf, SearchPage, SearchParameters, Written } from './fhir-client.ts';
export { FhirError, isFhirError } from './fhir-error.ts';
export { readCurrentEncounter } from './read-current-encounter.ts';
export { changedMeanwhile, type Refusal, refusalOf } from './refusal-of.ts';
export { scopesAllow } from './scopes-allow.ts';
