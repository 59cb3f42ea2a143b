import type { ChangesView, ModuleContext, SwapView } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { assemblyStatus, type ServicesStatus } from '../plan/assembly-status.ts';
import type { AssemblyRuns } from '../runs/assembly-runs.ts';
import { storeView } from './plan-view.ts';

const mostEvents = 100;

/** What changed and what is changing, from the ledger. */
export async function changesView(
  configuration: AssemblyConfiguration,
  context: ModuleContext,
  runs: AssemblyRuns | undefined,
): Promise<ChangesView> {
  const { epoch, seen, undo, swap, late, processes, changeOvers, history } = await assemblyStatus(
    configuration,
    context,
  );
  return {
    epoch,
    revision: history.at(-1)?.revision ?? 0,
    seen,
    ...(undo === undefined ? {} : { undo }),
    ...(swap === undefined ? {} : { swap: swapView(swap) }),
    processes: processes.map(({ id, pid, host, startedAt }) => ({ pid, host, startedAt, isLate: late.includes(id) })),
    changeOvers: changeOvers.map(({ place, phase, from, to, isLed, isUndoneNext, progress }) => ({
      place,
      phase,
      from: storeView(from),
      to: storeView(to),
      isLed,
      isUndoneNext,
      ...(place !== 'records' || progress === undefined ? {} : { versions: progress.versions }),
    })),
    events: history.slice(-mostEvents).reverse(),
    runs: (await runs?.list()) ?? [],
  };
}

function swapView({ phase, from, to, isLed }: ServicesStatus): SwapView {
  return { phase, isLed, from: from.map((one) => one.package), to: to.map((one) => one.package) };
}
