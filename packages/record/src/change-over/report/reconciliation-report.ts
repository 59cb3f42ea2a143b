import type { CheckedAnswers } from '../answers/answer-types.ts';
import type { RecordComparison } from '../comparison-types.ts';
import type { NamedFailure } from '../copy-types.ts';
import type { DocumentComparison } from '../documents/document-types.ts';
import type { UnreadableVersion } from '../read-changes.ts';
import { answerDifferences, answerFacts } from './answer-differences.ts';
import type { Explanation, ReportDifference } from './difference-types.ts';
import { documentDifferences, documentFacts } from './document-differences.ts';
import type { GatheredReconciliation } from './gather-reconciliation.ts';
import { namedDifference } from './named-difference.ts';
import { recordDifferences, versionKey } from './record-differences.ts';
import type { ReconciliationReport, ReportNote, StoreFacts } from './report-types.ts';

/** The comparison of a store that is neither record nor documents: its figures, and what differs in words. */
export interface OtherStore extends StoreFacts {
  readonly store: 'audit' | 'state';
  readonly differences: readonly string[];
}

/** What a report is made of. */
export interface ReconciliationInput {
  readonly organisation?: string;
  /** When it is made, in milliseconds since 1970. */
  readonly at: number;
  /** What the two sides are called: "SQLite file data/records.db". Free of secrets. */
  readonly sides: ReconciliationReport['sides'];
  readonly records: RecordComparison;
  /** Whether the stores answer as they hold; absent where that was not asked. */
  readonly answers?: CheckedAnswers;
  readonly documents?: DocumentComparison;
  /** Of the other stores. */
  readonly others?: readonly OtherStore[];
  readonly gathered: GatheredReconciliation;
  /** What a copy has told, if there was one. */
  readonly rejected?: readonly NamedFailure[];
  readonly unindexed?: readonly NamedFailure[];
  readonly unreadable?: readonly UnreadableVersion[];
  /** What was changed on the way, or could not be taken along, in words; `loss` needs an explanation, as a difference does. */
  readonly transformed?: readonly string[];
  readonly loss?: readonly string[];
  /** By difference id, from an earlier report about the same stores. */
  readonly explanations?: Readonly<Record<string, Explanation>>;
}

/** Puts together what a change-over, an import or a comparison has found. */
export function reconciliationReport(input: ReconciliationInput): ReconciliationReport {
  const { organisation, at, sides, records, answers, documents, others = [], gathered, explanations = {} } = input;
  const { rejected = [], unindexed = [], unreadable = [], transformed = [], loss = [] } = input;
  const found: readonly ReportDifference[] = [
    ...loss.map((words) => namedDifference({ store: 'records', kind: 'lost', words })),
    ...recordDifferences(records, sides, rejected),
    ...(answers === undefined ? [] : answerDifferences(answers, sides)),
    ...unindexed.map(({ type, id, versionId, reason }) =>
      namedDifference({
        store: 'records',
        kind: 'not-indexed',
        resource: `${type}/${id}`,
        versionId,
        words: `It is in ${sides.right}, but no search finds it: ${reason}`,
      }),
    ),
    ...(documents === undefined ? [] : documentDifferences(documents, sides)),
    ...others.flatMap(({ store, differences }) =>
      differences.map((words) => namedDifference({ store, kind: 'other', words })),
    ),
  ];
  const differences = found.map((difference) => {
    const explanation = explanations[difference.id];
    return explanation === undefined || !difference.explainable ? difference : { ...difference, explanation };
  });
  const notes: readonly ReportNote[] = [
    ...loss.map((words): ReportNote => ({ kind: 'lost', words })),
    ...transformed.map((words): ReportNote => ({ kind: 'transformed', words })),
    ...rejected.map((one): ReportNote => ({ kind: 'rejected', words: `${versionKey(one)}: ${one.reason}` })),
    ...unindexed.map((one): ReportNote => ({ kind: 'not-indexed', words: `${versionKey(one)}: ${one.reason}` })),
    ...unreadable.map((one): ReportNote => ({ kind: 'unreadable', words: unreadableWords(one) })),
  ];
  const { differing: _, ...buckets } = records.buckets;
  const { differing: __, ...compartments } = records.compartments;
  return {
    format: 'baseplate-reconciliation',
    formatVersion: 1,
    ...(organisation === undefined ? {} : { organisation }),
    made: new Date(at).toISOString(),
    sides,
    result: resultOf(differences),
    ...(records.byContent === undefined ? {} : { newestOnly: true }),
    buckets,
    compartments,
    types: gathered.types,
    patients: gathered.patients,
    stores: [
      ...(answers === undefined ? [] : [answerFacts(answers)]),
      ...(documents === undefined ? [] : [documentFacts(documents)]),
      ...others.map(({ name, facts }) => ({ name, facts })),
    ],
    differences,
    notes,
    sample: gathered.sample,
  };
}

/** What differences come to. */
export function resultOf(differences: readonly ReportDifference[]): ReconciliationReport['result'] {
  if (differences.length === 0) return 'same';
  return differences.every(({ explanation }) => explanation !== undefined) ? 'explained' : 'unexplained';
}

function unreadableWords({ version, after, reason }: UnreadableVersion): string {
  if (version !== undefined) return `${versionKey(version)}: ${reason}`;
  return after === undefined
    ? `The first version: ${reason}`
    : `The version that follows ${versionKey(after)}: ${reason}`;
}
