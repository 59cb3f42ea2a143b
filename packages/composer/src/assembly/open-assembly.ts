import type { DigitalService, Health, ModuleContext, ModuleReference, RecordStore } from '@baseplate-epr/contracts';
import { createRecord, type RecordCore, recordEntries } from '@baseplate-epr/record';
import { createRecordApi } from '@baseplate-epr/record-api';
import { appliedConfiguration } from '../applied/applied-configuration.ts';
import { type AppliedAssembly, openApplied } from '../applied/open-applied.ts';
import { type KeepMoving, keepMoving } from '../apply/keep-moving.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { type Admission, createAdmission } from '../module/admission.ts';
import { loadModules, type Modules } from '../module/modules.ts';
import { runAll, stopAll } from '../module/start-modules.ts';
import { requestIds } from '../routing/request-ids.ts';
import { createRouter } from '../routing/router.ts';
import { createServiceRunner, type ServiceRunner } from '../service/service-runner.ts';
import { requireInForce } from '../switching/require-in-force.ts';
import { type SwitchedStores, switchStores } from '../switching/switched-stores.ts';
import type { Assembly, ModuleFailure } from './assembly.ts';
import { assemblyHealth, healthAnswer } from './assembly-health.ts';
import { auditOverrides } from './audit-overrides.ts';
import { originOf } from './listening-address.ts';
import { persistedKey } from './persisted-key.ts';

/** What to open, and how. */
export interface OpenAssemblyOptions {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  /** False for command-line work beside or instead of a running record: nothing listens. */
  readonly listen: boolean;
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
  const modules = await loadModules(inForce, admission);
  const parts: Parts = {};
  const stop = once(async () => {
    const { server, services, identity, records, documents, audit, state } = modules;
    const inOrder = [
      server,
      ...services,
      identity,
      ...(parts.moving ? [parts.moving] : []),
      ...(parts.record ? [parts.record] : []),
      ...(parts.switching ? [parts.switching] : [records, documents, audit, state]),
    ];
    await stopAll(inOrder, () => context.logger.error('a module failed to stop'));
  });
  try {
    return await start(inForce, modules, { ...options, admission, applied, parts, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What is there only once it is started. */
interface Parts {
  record?: RecordCore;
  switching?: SwitchedStores;
  moving?: KeepMoving;
}

interface StartOptions extends Omit<OpenAssemblyOptions, 'configuration'> {
  /** Absent of an assembly without a ledger, whose stores stay what they are. */
  readonly applied: AppliedAssembly | undefined;
  readonly admission: Admission;
  readonly parts: Parts;
  readonly stop: () => Promise<void>;
}

async function start(
  configuration: AssemblyConfiguration,
  modules: Modules,
  { context, listen, mendingProfiles = false, admission, applied, parts, stop }: StartOptions,
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
  if (switching !== undefined) parts.switching = switching;
  const stores = { ...modules };
  await runAll([
    { place: 'hosting.server', run: () => server.start(contextOf('hosting.server', hosting.server)) },
    {
      place: 'data.records',
      run: async () => {
        if (switching !== undefined) stores.records = await switching.openRecords();
        else await stores.records.start(contextOf('data.records', data.records));
      },
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
    ...services.map((service, index) => {
      const place = `services, ${service.manifest.name}`;
      return { place, run: () => service.start(contextOf(place, configuration.services[index])) };
    }),
  ]);

  const { records, documents, audit, state } = stores;
  if (switching === undefined) await requireInForce({ store: records, epoch: firstEpoch });
  const record = createRecord({
    stores: { records, documents, audit, state },
    context,
    epoch: firstEpoch,
    baseUrl: () => `${origin()}/fhir`,
    fullText: configuration.search?.fullText ?? false,
    mendingProfiles,
    ...(switching === undefined ? {} : { chains: () => switching.chains() }),
    ...(configuration.limits === undefined ? {} : { limits: configuration.limits }),
    ...(configuration.profiles === undefined ? {} : { profiles: configuration.profiles }),
  });
  parts.record = record;
  await record.start();
  const requestId = requestIds(context.randomBytes);
  const { logger } = context;
  await auditOverrides(admission.overridden(), { record, logger, organisation, requestId });
  const recordApi = createRecordApi({
    record,
    baseUrl: () => `${origin()}/fhir`,
    organisation,
    clock: context.clock,
    logger: context.logger,
  });

  let calls = 0;
  const environment = {
    recordApi,
    organisation,
    origin,
    now: () => context.clock.now(),
    nextCall: () => ++calls,
    state: (name: string) => state.namespace({ name }),
  };
  const runners = new Map<string, ServiceRunner>(
    services.map((service: DigitalService) => [service.manifest.name, createServiceRunner(service, environment)]),
  );
  const health = () => {
    const entry = switching?.watch.current();
    const now = entry === undefined ? configuration : appliedConfiguration(configuration, entry);
    const watched = { ...records, health: () => recordsHealth(records, parts) };
    return assemblyHealth(now, { ...stores, records: watched });
  };
  const csrfKey = await persistedKey(state.namespace({ name: 'composer' }), 'csrf-key', context.randomBytes);
  const route = createRouter({
    recordApi,
    record,
    identity,
    runners,
    csrfKey,
    logger: context.logger,
    clock: context.clock,
    health: async () => healthAnswer(await health()),
    requestId,
  });
  if (listen) listening = (await server.listen({ handler: (request) => route(request) })).url;
  await switching?.watch.tell({ baseUrl: `${origin()}/fhir` });
  if (switching !== undefined && listen) {
    const entries = () => entriesInForce(configuration, { records, state }, context, () => `${origin()}/fhir`);
    parts.moving = keepMoving({ switched: switching, logger: context.logger, entries });
  }
  return {
    ...(listening === undefined ? {} : { url: listening }),
    identity,
    record,
    fetch: route,
    state: (options) => state.namespace(options),
    health,
    failed: failure.promise,
    stop,
  };
}

/** A store that works, while the one before it cannot be kept like it, is worth a look. */
async function recordsHealth(records: RecordStore, { moving }: Parts): Promise<Health> {
  const health = await records.health();
  const reason = moving?.trouble();
  return health.status === 'pass' && reason !== undefined ? { status: 'warn', reason } : health;
}

function entriesInForce(
  { search, limits }: AssemblyConfiguration,
  stores: Pick<Modules, 'records' | 'state'>,
  context: ModuleContext,
  baseUrl: () => string,
) {
  const fullText = search?.fullText ?? false;
  return recordEntries({ stores, context, baseUrl, fullText, ...(limits === undefined ? {} : { limits }) });
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
