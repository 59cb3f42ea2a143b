/**
 * One finding, with the members of `OperationOutcome.issue` (R4 §2.36.3.1).
 *
 * Free of patient data: `diagnostics` names elements, rules and parameters, never the values found there.
 */
export interface RecordIssue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  /** Code of the R4 value set IssueType: `invalid`, `structure`, `not-found`, `conflict`, `multiple-matches` … */
  readonly code: string;
  /** FHIRPath of the elements concerned. */
  readonly expression?: readonly string[];
  /** What is wrong, why, and what to do. */
  readonly diagnostics: string;
}
