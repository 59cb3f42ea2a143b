import { isBaseplateError, type ModuleContext, type RecordStore } from '@baseplate-epr/contracts';
import { appliedConfiguration, nameOf, otherParts } from '../applied/applied-configuration.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { isSameReference, isSameStore } from '../applied/same-store.ts';
import { ledgerDirectory } from '../apply/join.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { createAdmission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import type { AssemblyPlan, PlanStep } from './assembly-plan.ts';
import { checkRecordTarget } from './check-record-target.ts';
import { otherSteps } from './other-steps.ts';
import { type RecordFacts, recordFacts } from './record-facts.ts';

/** What a plan stands on. */
export interface PlanOptions {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
}

/**
 * Compares a configuration with what is in force, brick by brick, and finds everything that would keep it from being applied. Changes nothing,
 * but that the schema of a new store is made.
 *
 * @throws BaseplateError `configuration-invalid` without a ledger, `not-found` if no assembly was ever started with it
 */
export async function planAssembly({ configuration, context }: PlanOptions): Promise<AssemblyPlan> {
  const { ledger, files } = await openLedgerOf(ledgerDirectory(configuration), context, 'applying');
  const entry = await ledger.change(() => undefined);
  const steps: PlanStep[] = [];
  const problems: string[] = [];
  for (const place of dataPlaces) {
    const named = configuration.data[place];
    const applied = entry.data[place].reference;
    if (isSameReference(named, applied)) continue;
    if (isSameStore(named, applied)) steps.push({ kind: 'settings', place, reference: named });
    else if (place !== 'records') {
      problems.push(
        `data.${place}: ${nameOf(applied)} cannot be changed to ${nameOf(named)} while in use; of the stores, only data.records can. Name the store that is in force.`,
      );
    }
  }
  const processes = (await createRollCall(files).serving()).length;
  await planRecords({ configuration, context, entry, processes, steps, problems });
  steps.push(...otherSteps(entry.others, otherParts(configuration)));
  return { steps, problems };
}

interface PlanRecordsOptions extends PlanOptions {
  readonly entry: LedgerEntry;
  readonly processes: number;
  readonly steps: PlanStep[];
  readonly problems: string[];
}

async function planRecords(options: PlanRecordsOptions): Promise<void> {
  const { configuration, context, entry, processes, steps, problems } = options;
  const to = configuration.data.records;
  const from = appliedConfiguration(configuration, entry).data.records;
  if (isSameStore(to, entry.data.records.reference)) return;
  const over = entry.changeOvers.records;
  if (over?.phase === 'mirroring' && isSameStore(over.from.reference, to)) {
    steps.push({ kind: 'rollback', place: 'records', from, to });
    return;
  }
  const isUnderWay = over !== undefined && over.phase !== 'mirroring';
  const resumes = isUnderWay && isSameStore(over.to.reference, to);
  if (isUnderWay && !resumes) {
    problems.push(
      `data.records: a change-over to ${nameOf(over.to.reference)} was begun and not ended. End it with the configuration it was begun with, or give it up with baseplate rollback.`,
    );
  }
  const admission = createAdmission(configuration, () => context.clock.now());
  let facts: RecordFacts | undefined;
  try {
    facts = await factsOf(from, context);
  } catch (error) {
    const why = isBaseplateError(error) ? error.message : 'It cannot be opened.';
    problems.push(`data.records, ${nameOf(from)}, which is in force: ${why}`);
  }
  problems.push(...(await checkRecordTarget({ reference: to, admission, context, facts, processes, resumes })));
  const ends = over?.phase === 'mirroring' ? { ends: over.from.reference } : {};
  steps.push({ kind: 'change-over', place: 'records', from, to, ...facts, resumes, ...ends });
}

async function factsOf(reference: Parameters<typeof loadModule>[0], context: ModuleContext): Promise<RecordFacts> {
  const store = await loadModule<RecordStore>(reference);
  try {
    await store.start(context);
    return await recordFacts(store);
  } finally {
    await store.stop();
  }
}
