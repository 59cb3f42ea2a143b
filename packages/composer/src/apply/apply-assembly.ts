import { BaseplateError } from '@baseplate-epr/contracts';
import type { AssemblyPlan } from '../plan/assembly-plan.ts';
import { applyPlace, rollbackOf } from './apply-place.ts';
import type { ApplyOptions, ChangeOverReport } from './applying.ts';

/**
 * Carries out a plan: each store that is to change is changed over while in use. What takes effect at the next start is left to that.
 *
 * @throws BaseplateError `configuration-invalid` if the plan has problems: nothing was moved then
 */
export async function applyPlan(plan: AssemblyPlan, options: ApplyOptions): Promise<readonly ChangeOverReport[]> {
  if (plan.problems.length > 0) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: `Nothing was moved:\n${plan.problems.map((problem) => `  - ${problem}`).join('\n')}`,
      details: { problems: plan.problems },
    });
  }
  const reports: ChangeOverReport[] = [];
  for (const step of plan.steps) {
    if (step.kind === 'change-over') reports.push(await applyPlace(step.place, step.to, options));
    if (step.kind !== 'rollback') continue;
    const result = await rollbackOf(step.place, options);
    if (result.outcome === 'rolled-back') reports.push(result.report);
  }
  return reports;
}
