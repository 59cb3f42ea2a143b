import type { ModuleContext } from '@baseplate-epr/contracts';
import { appliedConfiguration, nameOf, otherParts } from '../applied/applied-configuration.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { isSameReference, isSameStore } from '../applied/same-store.ts';
import { ledgerDirectory } from '../apply/join.ts';
import { leftCopy } from '../apply/left/left-copy.ts';
import { otherRules } from '../apply/same-rules.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type DataPlace, dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { createAdmission } from '../module/admission.ts';
import { whoServes } from '../sharing/who-serves.ts';
import type { AssemblyPlan, PlanStep } from './assembly-plan.ts';
import { checkLedger } from './check-ledger.ts';
import { checkTarget } from './check-target.ts';
import { checkWayBack } from './check-way-back.ts';
import { otherSteps } from './other-steps.ts';
import { type PlannedRecordMove, planRecordMove } from './plan-record-move.ts';
import { planServices } from './services/plan-services.ts';

/** What a plan stands on. */
export interface PlanOptions {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
}

/**
 * Compares a configuration with what is in force, brick by brick, and finds everything that would keep it from being applied. Changes nothing,
 * but that the schema of a new store is made, and that a file in the ledger's folder comes and goes.
 *
 * @throws BaseplateError `configuration-invalid` without a ledger, `not-found` if no assembly was ever started with it
 */
export async function planAssembly({ configuration, context }: PlanOptions): Promise<AssemblyPlan> {
  const { ledger, files, self } = await openLedgerOf(ledgerDirectory(configuration), context, 'applying');
  const entry = await ledger.change(() => undefined);
  const rollCall = createRollCall(files);
  let serving: Promise<readonly string[]> | undefined;
  const whoServesNow = () => {
    serving ??= whoServes(rollCall);
    return serving;
  };
  const steps: PlanStep[] = [];
  const problems: string[] = [];
  for (const place of dataPlaces) {
    const named = configuration.data[place];
    const applied = entry.data[place].reference;
    if (isSameReference(named, applied)) continue;
    if (isSameStore(named, applied)) steps.push({ kind: 'settings', place, reference: named });
    else {
      const planned = await planMove({ configuration, context, ledger, entry, whoServes: whoServesNow, place });
      steps.push(...planned.steps);
      problems.push(...planned.problems);
    }
  }
  if (steps.some((step) => 'from' in step && 'place' in step && step.place === 'records')) {
    const mixture = await otherRules(self, rollCall);
    if (mixture !== undefined) problems.push(`data.records: ${mixture}`);
  }
  const services = await planServices({ configuration, context, entry });
  steps.push(...services.steps);
  problems.push(...services.problems);
  steps.push(...otherSteps(entry.others, otherParts(configuration)));
  if (steps.length > 0) problems.push(...(await checkLedger(ledger.directory, self.id)));
  return { steps, problems };
}

interface PlanMoveOptions extends PlanOptions {
  readonly ledger: Ledger;
  readonly entry: LedgerEntry;
  whoServes(): Promise<readonly string[]>;
  readonly place: DataPlace;
}

async function planMove(options: PlanMoveOptions): Promise<AssemblyPlan> {
  const { configuration, context, entry, place } = options;
  const to = configuration.data[place];
  const from = appliedConfiguration(configuration, entry).data[place];
  const over = entry.changeOvers[place];
  const admission = createAdmission(configuration, () => context.clock.now());
  if (over?.phase === 'mirroring' && isSameStore(over.from.reference, to)) {
    const problems = await checkWayBack({ ...options, over, admission });
    return { steps: [{ kind: 'rollback', place, from, to }], problems };
  }
  const problems: string[] = [];
  const isUnderWay = over !== undefined && over.phase !== 'mirroring';
  const resumes = isUnderWay && isSameStore(over.to.reference, to);
  if (isUnderWay && !resumes) {
    problems.push(
      `data.${place}: a change-over to ${nameOf(over.to.reference)} was begun and not ended. End it with the configuration it was begun with, or give it up with baseplate rollback.`,
    );
  }
  const left = isUnderWay ? undefined : await leftCopy({ ...options, to });
  const common = { ...options, admission, resumes, isLeft: left !== undefined };
  let step: PlannedRecordMove['step'] = {};
  let goesOn = false;
  if (place === 'records') {
    const fullText = [entry.others, configuration].some(({ search }) => search?.fullText);
    const planned = await planRecordMove({ ...common, from, to, fullText });
    problems.push(...planned.problems);
    ({ step, goesOn } = planned);
  } else {
    const found = await checkTarget({ ...common, place, reference: to });
    problems.push(...found.problems);
    goesOn = found.goesOn;
  }
  const ended = over?.phase === 'mirroring' ? over : over?.ends;
  const ends = ended === undefined ? {} : { ends: ended.from.reference };
  const goneOn = goesOn && left !== undefined ? { left } : {};
  return { steps: [{ kind: 'change-over', place, from, to, ...step, resumes, ...goneOn, ...ends }], problems };
}
