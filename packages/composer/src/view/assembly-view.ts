import { hostname } from 'node:os';
import type { AssemblyView, ModuleContext, ModuleReference, ProcessView } from '@baseplate-epr/contracts';
import type { AssemblyHealth } from '../assembly/assembly.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { Latencies } from '../latency/latencies.ts';
import type { Admission } from '../module/admission.ts';
import type { AssemblyRuns } from '../runs/assembly-runs.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';
import { brickViews } from './brick-views.ts';
import { changesView } from './changes-view.ts';

/** What the view of a running assembly is told from. */
export interface AssemblyViewOptions {
  /** With the stores that are in force now. */
  configuration(): AssemblyConfiguration;
  readonly context: ModuleContext;
  services(): ServiceShelf;
  readonly admission: Admission;
  readonly latencies: Latencies;
  readonly runs: AssemblyRuns | undefined;
  health(): Promise<AssemblyHealth>;
  /** How much room the stores took. */
  samples(): Promise<AssemblyView['storage']>;
  /** Absent where nothing is delivered. */
  deliveries(): Pick<Deliveries, 'view' | 'decide'> | undefined;
}

/** Makes a function that puts the view together anew at each call. */
export function assemblyViewer(options: AssemblyViewOptions): () => Promise<AssemblyView> {
  const { context, admission, latencies, runs } = options;
  const answeredBy: ProcessView = { pid: process.pid, host: hostname(), startedAt: context.clock.now() };
  return async () => {
    const configuration = options.configuration();
    const health = await options.health();
    const certificateOf = (reference: ModuleReference) => admission.certificateOf(reference);
    const bricks = await brickViews({ configuration, services: options.services(), health, certificateOf });
    const { organisation, mode = 'trial', ledger } = configuration;
    return {
      at: context.clock.now(),
      organisation,
      mode,
      status: health.status,
      answeredBy,
      bricks,
      latency: latencies.view(),
      storage: await options.samples(),
      deliveries: (await options.deliveries()?.view()) ?? [],
      ...(ledger === undefined ? {} : { changes: await changesView(configuration, context, runs) }),
    };
  };
}
