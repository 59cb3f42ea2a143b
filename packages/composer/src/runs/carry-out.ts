import { BaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { applyPlan } from '../apply/apply-assembly.ts';
import type { ApplyOptions } from '../apply/applying.ts';
import { finish } from '../apply/finish.ts';
import { ledgerDirectory } from '../apply/join.ts';
import { reportLines, rollbackLines } from '../apply/report-lines.ts';
import { rollback } from '../apply/rollback.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { undoable } from '../ledger/undoable.ts';
import { planAssembly } from '../plan/plan-assembly.ts';
import { planView } from '../view/plan-view.ts';
import type { RunWork } from './work.ts';

/**
 * Does what was asked for, if what was seen then is still so.
 *
 * @returns what it has to say
 * @throws BaseplateError `precondition-failed` if something has changed since; then nothing was done
 */
export async function carryOut(work: RunWork, options: ApplyOptions): Promise<readonly string[]> {
  const { configuration, context } = options;
  if (work.kind === 'apply') {
    const plan = await planAssembly({ configuration, context });
    if (work.expected !== planView(plan, context.clock.now()).digest) throw changedSince('plan');
    return (await applyPlan(plan, options)).flatMap(reportLines);
  }
  await requireSame(work.expected, configuration, context);
  if (work.kind === 'rollback') return (await rollback(options)).flatMap(rollbackLines);
  return (await finish(options)).flatMap(({ reference, trouble }) => [
    `${nameOf(reference)} is left as it is. There is no way back to it.`,
    ...(trouble === undefined ? [] : [trouble]),
  ]);
}

async function requireSame(
  expected: string,
  configuration: AssemblyConfiguration,
  context: ModuleContext,
): Promise<void> {
  const { ledger } = await openLedgerOf(ledgerDirectory(configuration), context, 'applying');
  if (undoable(await ledger.change(() => undefined)) !== expected) throw changedSince('list of change-overs');
}

function changedSince(what: string): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `The ${what} is another one than when this was asked for, so nothing was done. Look at it again, then decide.`,
  });
}
