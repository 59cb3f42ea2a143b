import { BaseplateError } from '@baseplate-epr/contracts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { checkFile } from '../ledger/check-file.ts';
import {
  type AcceptedLoss,
  askedOf,
  type ChangeOver,
  type DataPlace,
  type LedgerEntry,
} from '../ledger/ledger-entry.ts';
import { shadowNoteFile } from '../ledger/shadow-note.ts';
import type { AssemblyPlan, ChangeOverStep, PlanStep } from '../plan/assembly-plan.ts';
import { type ApplyPlaceOptions, applyPlace, applyServices, movedMeanwhile } from './apply-place.ts';
import type { ApplyOptions, ApplyReport, ChangeOverReport } from './applying.ts';
import { joined, ledgerDirectory } from './join.ts';
import { proveLeft } from './left/prove-left.ts';
import { newId } from './new-id.ts';
import { reportLines } from './report-lines.ts';
import { rollbackOf } from './rollback.ts';
import { withDone } from './with-done.ts';

/**
 * Carries out a plan while the record is in use: each store that is to change is changed over, then the services are swapped. What takes effect at the next start is left to that.
 *
 * @throws BaseplateError `configuration-invalid` if the plan has problems, `precondition-failed` if it loses something that nobody has
 * accepted: nothing was moved then
 */
export async function applyPlan(plan: AssemblyPlan, options: ApplyOptions): Promise<readonly ApplyReport[]> {
  if (plan.problems.length > 0) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: `Nothing was moved:\n${plan.problems.map((problem) => `  - ${problem}`).join('\n')}`,
      details: { problems: plan.problems },
    });
  }
  const accepted = acceptedLoss(plan, options);
  // Joined throughout, so that nobody comes in between two places.
  return joined(options, async () => carriedOut(plan, { ...options, ...accepted, run: await runOf(options) }));
}

async function carriedOut(plan: AssemblyPlan, options: ApplyPlaceOptions): Promise<readonly ApplyReport[]> {
  const reports: ApplyReport[] = [];
  for (const step of plan.steps) {
    try {
      const report = await applied(step, options);
      if (report === undefined) continue;
      reports.push(report);
      options.onDone?.(reportLines(report));
    } catch (error) {
      const done = reports.map(({ place }) => place);
      throw withDone(error, done, 'apply');
    }
  }
  return reports;
}

/** Does one step. @returns `undefined` if that takes effect at the next start */
async function applied(step: PlanStep, options: ApplyPlaceOptions): Promise<ApplyReport | undefined> {
  if (step.kind === 'services') return applyServices(step.to, options);
  if (step.kind === 'change-over') return applyStep(step, options);
  if (step.kind !== 'rollback') return undefined;
  const result = await rollbackOf(step.place, options);
  return result.outcome === 'rolled-back' ? result.report : undefined;
}

/** From where a shadow run stood, or a change-over that was given up or left, if there was one. */
async function applyStep(step: ChangeOverStep, options: ApplyPlaceOptions): Promise<ChangeOverReport> {
  const { place, to, shadow, left, resumes } = step;
  const begun = left?.over ?? (await underWay(place, options));
  // Given up since: what it has left is another plan's matter, which would look at it as such.
  if (resumes && begun === undefined) throw movedMeanwhile(place);
  if (begun !== undefined) {
    const over = { ...begun, to: { ...begun.to, reference: to } };
    await proveLeft({ ...options, place, over, isGivenUp: left !== undefined });
  }
  if (left !== undefined) {
    await forgetCheck(left.over, options);
    return applyPlace(place, to, { ...options, left: left.over });
  }
  if (shadow === undefined) return applyPlace(place, to, options);
  const report = await applyPlace(place, to, { ...options, shadow: shadow.note });
  await shadowNoteFile(ledgerDirectory(options.configuration), to).remove();
  return report;
}

/** What was read again before it was given up tells nothing of today: nobody has watched over that store since. */
async function forgetCheck({ id }: ChangeOver, { configuration }: ApplyPlaceOptions): Promise<void> {
  await checkFile({ ledgerDirectory: ledgerDirectory(configuration), id, writer: id }).remove();
}

/** The change-over of a place that was begun and left, as it stands. */
async function underWay(place: DataPlace, options: ApplyOptions): Promise<ChangeOver | undefined> {
  const over = (await changeOversOf(options))[place];
  return over?.phase === 'mirroring' ? undefined : over;
}

async function changeOversOf({ configuration, context }: ApplyOptions): Promise<LedgerEntry['changeOvers']> {
  const { ledger } = await openLedgerOf(ledgerDirectory(configuration), context, 'applying');
  return (await ledger.change(() => undefined)).changeOvers;
}

/** What goes on with an apply that was left belongs to that. */
async function runOf(options: ApplyOptions): Promise<string> {
  const { context } = options;
  const changeOvers = await changeOversOf(options);
  const left = Object.values(changeOvers).find(({ phase }) => phase !== 'mirroring');
  return left === undefined ? newId(context) : askedOf(left).run;
}

/** Nothing that is lost is lost without somebody's word for it. */
function acceptedLoss(
  { steps }: AssemblyPlan,
  { accepts, context }: ApplyOptions,
): { readonly accepted?: AcceptedLoss } {
  const losses = steps.flatMap((step) => (step.kind === 'change-over' ? (step.losses ?? []) : []));
  if (losses.length === 0) return {};
  const by = accepts?.by.trim() ?? '';
  const reason = accepts?.reason.trim() ?? '';
  if (by !== '' && reason !== '') return { accepted: { by, reason, at: context.clock.now(), losses } };
  throw new BaseplateError({
    code: 'precondition-failed',
    message: `Nothing was moved. Not everything can go over, and nobody has accepted that yet:\n${losses.map((loss) => `  - ${loss}`).join('\n')}\nWho may decide it says so by name: baseplate apply --accept-loss --by NAME --reason WORDS`,
    details: { losses },
  });
}
