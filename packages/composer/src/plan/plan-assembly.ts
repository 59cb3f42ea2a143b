import { isBaseplateError, type ModuleContext, type RecordStore } from '@baseplate-epr/contracts';
import { appliedConfiguration, nameOf, otherParts } from '../applied/applied-configuration.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { isSameReference, isSameStore } from '../applied/same-store.ts';
import { ledgerDirectory } from '../apply/join.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { type DataPlace, dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { createAdmission, unasked } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import type { AssemblyPlan, ChangeOverStep, PlanStep } from './assembly-plan.ts';
import { checkRecordTarget } from './check-record-target.ts';
import { checkTarget } from './check-target.ts';
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
  const processes = (await createRollCall(files).serving()).length;
  const steps: PlanStep[] = [];
  const problems: string[] = [];
  for (const place of dataPlaces) {
    const named = configuration.data[place];
    const applied = entry.data[place].reference;
    if (isSameReference(named, applied)) continue;
    if (isSameStore(named, applied)) steps.push({ kind: 'settings', place, reference: named });
    else {
      const planned = await planMove({ configuration, context, entry, processes, place });
      steps.push(...planned.steps);
      problems.push(...planned.problems);
    }
  }
  steps.push(...otherSteps(entry.others, otherParts(configuration)));
  return { steps, problems };
}

interface PlanMoveOptions extends PlanOptions {
  readonly entry: LedgerEntry;
  readonly processes: number;
  readonly place: DataPlace;
}

async function planMove(options: PlanMoveOptions): Promise<AssemblyPlan> {
  const { configuration, context, entry, processes, place } = options;
  const to = configuration.data[place];
  const from = appliedConfiguration(configuration, entry).data[place];
  const over = entry.changeOvers[place];
  if (over?.phase === 'mirroring' && isSameStore(over.from.reference, to))
    return { steps: [{ kind: 'rollback', place, from, to }], problems: [] };
  const problems: string[] = [];
  const isUnderWay = over !== undefined && over.phase !== 'mirroring';
  const resumes = isUnderWay && isSameStore(over.to.reference, to);
  if (isUnderWay && !resumes) {
    problems.push(
      `data.${place}: a change-over to ${nameOf(over.to.reference)} was begun and not ended. End it with the configuration it was begun with, or give it up with baseplate rollback.`,
    );
  }
  const admission = createAdmission(configuration, () => context.clock.now());
  let facts: RecordFacts | undefined;
  if (place === 'records') {
    try {
      facts = await factsOf(from, context);
    } catch (error) {
      const why = isBaseplateError(error) ? error.message : 'It cannot be opened.';
      problems.push(`data.${place}, ${nameOf(from)}, which is in force: ${why}`);
    }
    problems.push(...(await checkRecordTarget({ reference: to, admission, context, facts, processes, resumes })));
  } else problems.push(...(await checkTarget({ place, reference: to, admission, context, resumes })));
  const ends = over?.phase === 'mirroring' ? { ends: over.from.reference } : {};
  const step: ChangeOverStep = { kind: 'change-over', place, from, to, ...facts, resumes, ...ends };
  return { steps: [step], problems };
}

async function factsOf(reference: Parameters<typeof loadModule>[0], context: ModuleContext): Promise<RecordFacts> {
  // What is in force serves already.
  const store = await loadModule<RecordStore>(reference, unasked);
  try {
    await store.start(context);
    return await recordFacts(store);
  } finally {
    await store.stop();
  }
}
