import type { OutcomeIssue } from '@baseplate-epr/fhir';

/**
 * One finding, with the members of `OperationOutcome.issue` (R4 §2.36.3.1); `operationOutcome` of the `fhir` package takes it as
 * it is. Free of patient data: `diagnostics` names elements, rules and parameters, never the values found there.
 */
export type RecordIssue = OutcomeIssue;
