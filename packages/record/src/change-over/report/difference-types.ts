/** Why a difference is as it should be, and who says so. */
export interface Explanation {
  readonly by: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** One difference of a report. */
export interface ReportDifference {
  /** Twelve hex digits that the same difference has in every report, so that its explanation can be carried on. */
  readonly id: string;
  readonly store: 'records' | 'documents' | 'audit' | 'state';
  readonly kind: string;
  /** For a person; names resources, never what is in them. */
  readonly words: string;
  /** `Type/id`, if it is about one resource. */
  readonly resource?: string;
  readonly versionId?: string;
  /** Ids of the patients it is about. */
  readonly patients: readonly string[];
  /** False for what nobody can explain: that there are more differences than are named. */
  readonly explainable: boolean;
  readonly explanation?: Explanation;
}
