import type { IssueType } from '../outcome/issue-type.ts';

/** One fault that validation found. Fits `operationOutcome` as it is. */
export interface ValidationIssue {
  /** An error means that the resource is not valid; a warning that somebody should look at it; information what was not checked. */
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: IssueType;
  /** Path of the element, in FHIRPath's simple form: `Patient.name[0].given`, `Observation.value`. */
  readonly expression: string;
  /** The rule and the remedy. Quotes no content except codes of required bindings. */
  readonly diagnostics: string;
}
