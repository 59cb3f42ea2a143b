import type { ModuleContext, RecordStore } from '@baseplate-epr/contracts';
import {
  type CompareProgress,
  checkAnswers,
  compareDocuments,
  compareNewest,
  compareRecords,
  counted,
  type Explanation,
  gatherReconciliation,
  type ReconciliationReport,
  reconciliationReport,
  type TypeCount,
} from '@baseplate-epr/record';
import { knownAssembly } from '../applied/in-force.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { openStores } from '../leaving/open-stores.ts';
import { compareOthers } from './compare-others.ts';
import { randomNumber } from './random-number.ts';

/** How far a reconciliation is. */
export type ReconcileProgress =
  | CompareProgress
  | { readonly phase: 'answers'; readonly done: number; readonly total?: number }
  | { readonly phase: 'documents'; readonly done: number; readonly total?: number }
  | { readonly phase: 'audit' | 'state'; readonly done: number; readonly total?: number }
  | { readonly phase: 'sample'; readonly done: number; readonly total?: number };

/** What to compare, and how. */
export interface ReconcileOptions {
  /** Where the record comes from, and where it goes. */
  readonly from: AssemblyConfiguration;
  readonly to: AssemblyConfiguration;
  /** What the two are called in the report. */
  readonly sides: ReconciliationReport['sides'];
  readonly context: ModuleContext;
  /**
   * Trust digests that are equal, instead of reading every version and document of both. What changed in a store beneath the digests it
   * keeps is then not found, and the report has that as a difference to explain. Default: false.
   */
  readonly digestsOnly?: boolean;
  /** Patients on the sample sheet. Default 10. */
  readonly sampleSize?: number;
  /** From an earlier report about the same stores, by difference id. */
  readonly explanations?: Readonly<Record<string, Explanation>>;
  readonly signal?: AbortSignal;
  onProgress?(progress: ReconcileProgress): void;
}

/**
 * Compares the records, documents, audit logs and states that two assemblies keep. Only reads, beside whatever runs on them: no
 * schema is made or brought up to date.
 *
 * @throws BaseplateError if a store cannot be opened or read, has a schema of another release, or is another than its ledger means; `cancelled`
 */
export async function reconcileAssemblies(options: ReconcileOptions): Promise<ReconciliationReport> {
  const { from, to, sides, context, digestsOnly = false, sampleSize, explanations, signal, onProgress } = options;
  const every = !digestsOnly;
  const open = async (configuration: AssemblyConfiguration) =>
    openStores({ configuration, context, known: await knownAssembly(configuration, context), keepsSchema: true });
  const { stores: left, stop: stopLeft } = await open(from);
  try {
    const { stores: right, stop: stopRight } = await open(to);
    try {
      const both = { left: left.records, right: right.records, signal, onProgress };
      const verbatim = keepsHistory(left.records) && keepsHistory(right.records);
      const records = verbatim ? await compareRecords({ ...both, every }) : await compareNewest(both);
      const asked = records.buckets.versions;
      const answers = every
        ? await checkAnswers({
            left: left.records,
            right: right.records,
            verbatim,
            signal,
            onProgress: (done) =>
              onProgress?.({ phase: 'answers', done, ...(verbatim ? { total: asked.left + asked.right } : {}) }),
          })
        : undefined;
      const documents = await compareDocuments({
        left: left.documents,
        right: right.documents,
        every,
        signal,
        onProgress: ({ documents: done }) => onProgress?.({ phase: 'documents', done }),
      });
      const others = await compareOthers({ ...options, left, right });
      onProgress?.({ phase: 'sample', done: 0 });
      const gathered = await gatherReconciliation({
        left: left.records,
        right: right.records,
        records,
        clock: context.clock,
        sampleSize,
        random: () => randomNumber(context),
        signal,
      });
      return reconciliationReport({
        organisation: from.organisation.name,
        at: context.clock.now(),
        sides,
        records,
        answers,
        documents,
        others,
        gathered,
        loss: [...(verbatim ? [] : [lossWords(gathered.types, sides)]), ...(digestsOnly ? [onlyDigests] : [])],
        explanations,
      });
    } finally {
      await stopRight();
    }
  } finally {
    await stopLeft();
  }
}

function keepsHistory({ capabilities }: RecordStore): boolean {
  return capabilities.verbatimHistory.support !== 'unsupported';
}

const onlyDigests =
  'Only the digests that both sides keep were compared: what changed in a store beneath its own digests was not looked for, nor whether reads and searches give what is there.';

/** What a store without verbatim history cannot hold is said in the report, and somebody must sign for it. */
function lossWords(types: readonly TypeCount[], sides: ReconciliationReport['sides']): string {
  const versions = types.reduce((sum, { versions: count }) => sum + (count.left ?? 0), 0);
  const resources = types.reduce((sum, { resources: count }) => sum + (count.left ?? 0), 0);
  const earlier = counted(versions - resources, 'earlier version or deletion', 'earlier versions and deletions');
  return `A store that keeps no history as it was has been compared by what is current: ${earlier} of ${sides.left}, and the numbers and times of all, are not in ${sides.right}. Keep ${sides.left} readable.`;
}
