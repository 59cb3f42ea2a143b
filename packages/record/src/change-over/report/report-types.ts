import type { DigestComparison } from '../comparison-types.ts';
import type { ReportDifference } from './difference-types.ts';

/** A figure for each of the two stores; absent where a store could not tell. */
export interface BothSides<Value> {
  readonly left?: Value;
  readonly right?: Value;
}

/** How much of one resource type the stores hold. */
export interface TypeCount {
  readonly type: string;
  /** Versions, deletions included. */
  readonly versions: BothSides<number>;
  /** Resources that are not deleted. */
  readonly resources: BothSides<number>;
}

/** How much the stores hold of one patient: every version in the patient's compartment, and their digest. */
export interface PatientCount {
  readonly id: string;
  /** As each store counts them, and as it keeps their digest: what has changed beneath it is not in there. Of `newestOnly`, resources. */
  readonly versions: BothSides<number>;
  readonly sums: BothSides<string>;
  /** A difference of the report is about this patient. */
  readonly named?: true;
}

/** The patients of two stores. */
export interface PatientCounts {
  /** In either store. */
  readonly total: number;
  readonly different: number;
  /** Every patient, or of more than 10,000 those that differ, at most 10,000. */
  readonly listed: readonly PatientCount[];
}

/** What a clinician compares by eye, one line for each thing. */
export interface SampleRow {
  readonly heading: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** One patient of the sample sheet. */
export interface SamplePatient {
  readonly id: string;
  readonly rows: readonly SampleRow[];
}

/** One figure of both stores. */
export interface StoreFact {
  readonly label: string;
  readonly left: string;
  readonly right: string;
  /** Whether that is a difference. Default: whether the two are not the same text. */
  readonly differs?: boolean;
}

/** What is said of a store that is not the record: documents, audit, state. */
export interface StoreFacts {
  readonly name: string;
  /** Figures such as documents or bytes. */
  readonly facts: readonly StoreFact[];
}

/** Something that was changed on the way, or could not be kept, and why. */
export interface ReportNote {
  readonly kind: 'transformed' | 'rejected' | 'not-indexed' | 'unreadable' | 'lost';
  readonly words: string;
}

/** Who has signed a report, and what it said. */
export interface ReportSignature {
  readonly by: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** SHA-256, as lower-case hex digits, of the report with everything in it but this digest. */
  readonly digest: string;
}

/** The result of comparing two assemblies' stores, for people to sign and programs to read. Survives JSON. */
export interface ReconciliationReport {
  readonly format: 'baseplate-reconciliation';
  readonly formatVersion: 1;
  readonly organisation?: string;
  /** ISO 8601, UTC. */
  readonly made: string;
  /** What the two sides are called on the page: where the record comes from, and where it goes. Free of secrets. */
  readonly sides: { readonly left: string; readonly right: string };
  /** `same`: nothing differs. `explained`: somebody has explained each difference. */
  readonly result: 'same' | 'explained' | 'unexplained';
  /** One side takes no history over: compared is what each resource says now, and the digests are of that. */
  readonly newestOnly?: true;
  readonly buckets: Omit<DigestComparison, 'differing'>;
  readonly compartments: Omit<DigestComparison, 'differing'>;
  readonly types: readonly TypeCount[];
  readonly patients: PatientCounts;
  readonly stores: readonly StoreFacts[];
  readonly differences: readonly ReportDifference[];
  readonly notes: readonly ReportNote[];
  readonly sample: readonly SamplePatient[];
  readonly signature?: ReportSignature;
}
