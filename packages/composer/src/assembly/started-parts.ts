import type { ModuleContext } from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import type { KeepMoving } from '../apply/keep-moving.ts';
import type { keepSettled } from '../apply/keep-settled.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { Modules } from '../module/modules.ts';
import { stopAll, stopTogether } from '../module/start-modules.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';
import type { OneLedgerCheck } from '../sharing/see-one-ledger.ts';
import type { ServiceFollower } from '../swapping/service-follower.ts';
import type { SwitchedStores } from '../switching/switched-stores.ts';
import type { FenceWatch } from '../switching/watch-fence.ts';
import type { OpenAssemblyApi } from './open-assembly-api.ts';

/** What an assembly has besides its modules, each there only once it is started. */
export interface StartedParts {
  assemblyApi?: OpenAssemblyApi;
  record?: RecordCore;
  services?: ServiceShelf;
  follower?: ServiceFollower;
  deliveries?: Deliveries;
  switching?: SwitchedStores;
  moving?: KeepMoving;
  settling?: ReturnType<typeof keepSettled>;
  fence?: FenceWatch;
  alone?: OneLedgerCheck;
}

/** Stops what is there, in the order in which nothing that still works misses what it needs. What fails to stop is told of and keeps nothing else. */
export async function stopParts(parts: StartedParts, modules: Modules, { logger }: ModuleContext): Promise<void> {
  const { server, services, identity, records, documents, audit, state } = modules;
  const failed = () => logger.error('a module failed to stop');
  const running = parts.services?.all() ?? services.map(({ service }) => service);
  const inOrder = [
    // First, since answers of it that go on would keep the server from draining.
    parts.assemblyApi,
    server,
    parts.follower,
    parts.deliveries,
    { stop: () => stopTogether(running, failed) },
    identity,
    parts.moving,
    parts.alone,
    parts.record,
    parts.fence,
    parts.settling,
    ...(parts.switching ? [parts.switching] : [records, documents, audit, state]),
  ];
  await stopAll(
    inOrder.filter((part) => part !== undefined),
    failed,
  );
}
