import type { AssemblyApi } from '../assembly-api/create-assembly-api.ts';
import { createAssemblyApi } from '../assembly-api/create-assembly-api.ts';
import { type StorageGrowthOptions, storageGrowth } from '../growth/storage-growth.ts';
import { type AssemblyRuns, assemblyRuns } from '../runs/assembly-runs.ts';
import { startPlan } from '../runs/start-work.ts';
import { type AssemblyViewOptions, assemblyViewer } from '../view/assembly-view.ts';

/** What the API of a running assembly stands on. */
export interface OpenAssemblyApiOptions
  extends Omit<AssemblyViewOptions, 'runs' | 'samples'>,
    Pick<Parameters<typeof assemblyRuns>[0], 'record' | 'requestId'>,
    Pick<StorageGrowthOptions, 'stores' | 'state'> {
  /** The file that the process was started with; absent where there is none. */
  readonly configurationFile: string | undefined;
  readonly ledgerDirectory: string | undefined;
}

/** The API of a running assembly. */
export interface OpenAssemblyApi {
  readonly api: AssemblyApi;
  /** Writes into the audit how runs have ended whose process could not see to it, and begins to note how much room the stores take. */
  start(): Promise<void>;
  /** Notes at once how much room the stores take. */
  noteGrowth(): Promise<void>;
  /** Ends answers that go on. A run that is at work goes on in its own process. */
  stop(): Promise<void>;
}

/** Opens it. Nothing is asked or done before the first request. */
export function openAssemblyApi(options: OpenAssemblyApiOptions): OpenAssemblyApi {
  const { configurationFile, ledgerDirectory, context, record, requestId } = options;
  const closing = new AbortController();
  let runs: AssemblyRuns | undefined;
  if (configurationFile !== undefined && ledgerDirectory !== undefined)
    runs = assemblyRuns({ configurationFile, ledgerDirectory, context, record, requestId });
  const { logger, clock } = context;
  const growth = storageGrowth({ stores: options.stores, state: options.state, logger, now: () => clock.now() });
  const plan = () => startPlan({ kind: 'plan', configurationFile: configurationFile ?? '' });
  const api = createAssemblyApi({
    view: assemblyViewer({ ...options, runs, samples: growth.samples }),
    ...(runs === undefined ? {} : { changing: { plan, runs } }),
    deliveries: options.deliveries,
    record,
    closing: closing.signal,
  });
  return {
    api,
    async start() {
      growth.start();
      await runs?.settle();
    },
    noteGrowth: growth.note,
    async stop() {
      closing.abort();
      await growth.stop();
    },
  };
}
