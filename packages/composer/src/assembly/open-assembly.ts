import type { ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import { createRecord } from '@baseplate-epr/record';
import { createRecordApi } from '@baseplate-epr/record-api';
import { appliedConfiguration } from '../applied/applied-configuration.ts';
import { type AppliedAssembly, openApplied } from '../applied/open-applied.ts';
import { keepMoving } from '../apply/keep-moving.ts';
import { keepSettled } from '../apply/keep-settled.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { CertificateOverride } from '../configuration/certification.ts';
import { createDeliveries } from '../delivery/deliveries.ts';
import { deliveriesNamespace } from '../delivery/delivery-note.ts';
import { createLatencies } from '../latency/latencies.ts';
import { measuredRecordApi } from '../latency/measured-record-api.ts';
import { type Admission, createAdmission } from '../module/admission.ts';
import { loadModules, type Modules } from '../module/modules.ts';
import { runAll } from '../module/start-modules.ts';
import { requestIds } from '../routing/request-ids.ts';
import { createRouter } from '../routing/router.ts';
import { breakerOf } from '../service/breaker/breaker.ts';
import { isolationOf } from '../service/elsewhere/isolation-limits.ts';
import { lentCallsOf } from '../service/elsewhere/lent-calls.ts';
import { createKeptAssets } from '../service/kept-assets.ts';
import { createServiceRunner } from '../service/service-runner.ts';
import { createServiceShelf } from '../service/service-shelf.ts';
import { interfaceStateName } from '../service/state-name.ts';
import { seeOneLedger } from '../sharing/see-one-ledger.ts';
import { tellHolder } from '../sharing/tell-holder.ts';
import { requireInForce } from '../switching/require-in-force.ts';
import { switchStores } from '../switching/switched-stores.ts';
import { watchFence } from '../switching/watch-fence.ts';
import type { Assembly, ModuleFailure } from './assembly.ts';
import { assemblyHealth, healthAnswer } from './assembly-health.ts';
import { auditOverrides } from './audit-overrides.ts';
import { entriesInForce } from './entries-in-force.ts';
import { followServices } from './follow-services.ts';
import { originOf } from './listening-address.ts';
import { once } from './once.ts';
import { openAssemblyApi } from './open-assembly-api.ts';
import { persistedKey } from './persisted-key.ts';
import { recordsHealth } from './records-health.ts';
import { type StartedParts, stopParts } from './started-parts.ts';

/** What to open, and how. */
export interface OpenAssemblyOptions {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  /** False for command-line work beside or instead of a running record: nothing listens. */
  readonly listen: boolean;
  /** The file the configuration is in. With it, and a ledger, the assembly can be planned and changed over HTTP, from the file as it is then. */
  readonly configurationFile?: string;
  /** True for commands that mend the profiles that are installed: missing definitions and demands keep nothing from starting. */
  readonly mendingProfiles?: boolean;
}

/** Epoch of an assembly without a ledger; with one, the stores themselves put the ledger's into every commit. */
const firstEpoch = 1;

/**
 * Loads, checks and starts an assembly.
 *
 * @throws BaseplateError that names everything that is wrong; then nothing is left running
 */
export async function openAssembly({ configuration, ...options }: OpenAssemblyOptions): Promise<Assembly> {
  const { context } = options;
  const directory = configuration.ledger?.directory;
  const applied =
    directory === undefined ? undefined : await openApplied(configuration, directory, context, options.listen);
  const inForce = applied?.configuration ?? configuration;
  const admission = createAdmission(inForce, () => context.clock.now());
  const modules = await loadModules(inForce, admission, isolationOf(inForce));
  const parts: StartedParts = {};
  const stop = once(() => stopParts(parts, modules, context));
  try {
    return await start(inForce, modules, { ...options, admission, applied, parts, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

interface StartOptions extends Omit<OpenAssemblyOptions, 'configuration'> {
  /** Absent of an assembly without a ledger, whose stores stay what they are. */
  readonly applied: AppliedAssembly | undefined;
  readonly admission: Admission;
  readonly parts: StartedParts;
  readonly stop: () => Promise<void>;
}

async function start(
  configuration: AssemblyConfiguration,
  modules: Modules,
  { context, listen, configurationFile, mendingProfiles = false, admission, applied, parts, stop }: StartOptions,
): Promise<Assembly> {
  const { server, identity, services } = modules;
  const { organisation, hosting, data } = configuration;
  const failure = Promise.withResolvers<ModuleFailure>();
  const contextOf = (place: string, reference: ModuleReference | undefined): ModuleContext => ({
    ...context,
    failed: (reason) => failure.resolve({ place, package: reference?.package ?? '', reason }),
  });
  let listening: string | undefined;
  const origin = () => hosting.publicOrigin ?? listening ?? originOf(server.address);

  const switching = applied === undefined ? undefined : await switchStores({ applied, admission, context, contextOf });
  if (switching !== undefined) {
    parts.switching = switching;
    parts.settling = keepSettled(switching);
  }
  const stores = { ...modules };
  await runAll([
    { place: 'hosting.server', run: () => server.start(contextOf('hosting.server', hosting.server)) },
    {
      place: 'data.records',
      run: () =>
        tellHolder({ reference: data.records, store: modules.records, applied }, async () => {
          if (switching !== undefined) stores.records = await switching.openRecords();
          else await stores.records.start(contextOf('data.records', data.records));
        }),
    },
    {
      place: 'data.documents',
      run: async () => {
        if (switching !== undefined) stores.documents = await switching.openDocuments();
        else await stores.documents.start(contextOf('data.documents', data.documents));
      },
    },
    {
      place: 'data.audit',
      run: async () => {
        if (switching !== undefined) stores.audit = await switching.openAudit();
        else await stores.audit.start(contextOf('data.audit', data.audit));
      },
    },
    {
      place: 'data.state, hosting.identity',
      run: async () => {
        if (switching !== undefined) stores.state = await switching.openState();
        else await stores.state.start(contextOf('data.state', data.state));
        const address = listen ? { address: server.address } : {};
        await identity.start({
          ...contextOf('hosting.identity', hosting.identity),
          ...address,
          state: stores.state.namespace({ name: 'identity' }),
        });
      },
    },
    ...services.map(({ reference, service }) => {
      const place = `services, ${service.manifest.name}`;
      return { place, run: () => service.start(contextOf(place, reference)) };
    }),
  ]);

  if (switching === undefined) {
    const inForce = { store: stores.records, epoch: firstEpoch };
    await requireInForce(inForce);
    parts.fence = watchFence({ inForce: () => inForce, logger: context.logger });
    stores.records = parts.fence.guard(inForce.store);
  }
  const { records, documents, audit, state } = stores;
  const baseUrl = () => `${origin()}/fhir`;
  const record = createRecord({
    stores: { records, documents, audit, state },
    context,
    epoch: firstEpoch,
    baseUrl,
    fullText: configuration.search?.fullText ?? false,
    mendingProfiles,
    ...(switching === undefined ? {} : { chains: () => switching.chains() }),
    ...(configuration.limits === undefined ? {} : { limits: configuration.limits }),
    ...(configuration.profiles === undefined ? {} : { profiles: configuration.profiles }),
  });
  parts.record = record;
  await record.start();
  const alone =
    switching !== undefined && listen ? seeOneLedger(switching, { state, logger: context.logger }) : undefined;
  parts.alone = alone;
  const requestId = requestIds(context.randomBytes);
  const { logger } = context;
  const overridden = (overrides: readonly CertificateOverride[]) =>
    auditOverrides(overrides, { record, logger, organisation, requestId });
  await overridden(admission.overridden());
  const latencies = createLatencies(() => context.clock.now());
  const { clock } = context;
  const recordApi = measuredRecordApi(createRecordApi({ record, baseUrl, organisation, clock, logger }), latencies);

  const applies = () => {
    const entry = switching?.watch.current();
    return entry === undefined ? configuration : appliedConfiguration(configuration, entry);
  };
  const health = () => {
    const troubles = [switching?.watch.trouble(), parts.moving?.trouble()];
    const isKnown = () => switching?.watch.isFresh() ?? true;
    const watched = { ...records, health: () => recordsHealth({ records, troubles, isKnown }) };
    return assemblyHealth(applies(), { ...stores, records: watched }, shelf, parts.follower?.trouble());
  };
  const own = state.namespace({ name: 'composer' });
  const assemblyApi = openAssemblyApi({
    configuration: applies,
    configurationFile,
    ledgerDirectory: configuration.ledger?.directory,
    context,
    services: () => shelf,
    deliveries: () => parts.deliveries,
    stores: { records, documents, audit, state },
    state: own,
    admission,
    latencies,
    health,
    record,
    requestId,
  });
  parts.assemblyApi = assemblyApi;
  let calls = 0;
  const environment = {
    recordApi,
    assemblyApi: assemblyApi.api,
    latencies,
    organisation,
    origin,
    breakerLimits: breakerOf(configuration),
    lentCalls: lentCallsOf(configuration, state, context),
    now: () => context.clock.now(),
    nextCall: () => ++calls,
    state: (name: string) => state.namespace({ name }),
  };
  const runners = services.map((loaded) => createServiceRunner(loaded, environment));
  const shelf = createServiceShelf(runners, createKeptAssets({ now: () => context.clock.now() }));
  parts.services = shelf;
  if (applied !== undefined && switching !== undefined) {
    const shared = { applied, switching, configuration, shelf, environment, context, contextOf, overridden };
    parts.follower = followServices(shared);
  }
  const csrfKey = await persistedKey(own, 'csrf-key', context.randomBytes);
  const route = createRouter({
    recordApi,
    assemblyApi: assemblyApi.api,
    record,
    identity,
    services: shelf,
    environment,
    csrfKey,
    interfaceState: environment.state(interfaceStateName),
    logger: context.logger,
    clock: context.clock,
    health: async () => healthAnswer(await health()),
    requestId,
  });
  const deliveries = createDeliveries({
    record,
    services: shelf,
    state: state.namespace({ name: deliveriesNamespace }),
    organisation,
    grants: () => (switching === undefined ? configuration : switching.watch.current().services).grants ?? {},
    ...context,
    requestId,
  });
  await alone?.seen;
  if (listen) {
    parts.deliveries = deliveries;
    await deliveries.prepare();
  }
  if (listen) listening = (await server.listen({ handler: (request) => route(request) })).url;
  if (listen) {
    deliveries.start();
    await assemblyApi.start();
  }
  await switching?.watch.tell({ baseUrl: `${origin()}/fhir` });
  if (switching !== undefined && listen) {
    const entries = () => entriesInForce(configuration, { records, state }, context, baseUrl);
    parts.moving = keepMoving({ switched: switching, logger: context.logger, entries });
  }
  return {
    ...(listening === undefined ? {} : { url: listening }),
    identity,
    record,
    fetch: route,
    state: (options) => state.namespace(options),
    health,
    deliveries,
    noteGrowth: assemblyApi.noteGrowth,
    failed: failure.promise,
    stop,
  };
}
