import type { IssueSeverity, IssueType } from './issue-type.ts';

/** One thing to say in an OperationOutcome. */
export interface OutcomeIssue {
  readonly severity: IssueSeverity;
  readonly code: IssueType;
  /** What happened, why, and what to do; never patient data. */
  readonly diagnostics?: string;
  /** FHIRPath of the element concerned, such as `Patient.name[0].given`. */
  readonly expression?: string;
  /** Where the element stands in what was sent; both from 1. */
  readonly location?: { readonly line: number; readonly column: number };
}

/** The part of R4's OperationOutcome that Baseplate writes: https://hl7.org/fhir/R4/operationoutcome.html */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly {
    readonly severity: IssueSeverity;
    readonly code: IssueType;
    readonly diagnostics?: string;
    readonly expression?: readonly string[];
    readonly extension?: readonly { readonly url: string; readonly valueInteger: number }[];
  }[];
}

/** An OperationOutcome of these issues in their order; without any, one that says that all went well. */
export function operationOutcome(issues: readonly OutcomeIssue[]): OperationOutcome {
  const said: readonly OutcomeIssue[] =
    issues.length > 0 ? issues : [{ severity: 'information', code: 'informational', diagnostics: 'All OK' }];
  return {
    resourceType: 'OperationOutcome',
    issue: said.map(({ severity, code, diagnostics, expression, location }) => ({
      ...(location === undefined ? {} : { extension: whereAbouts(location) }),
      severity,
      code,
      ...(diagnostics === undefined ? {} : { diagnostics }),
      ...(expression === undefined ? {} : { expression: [expression] }),
    })),
  };
}

const extensions = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-';

function whereAbouts({ line, column }: { readonly line: number; readonly column: number }) {
  return [
    { url: `${extensions}line`, valueInteger: line },
    { url: `${extensions}col`, valueInteger: column },
  ];
}
