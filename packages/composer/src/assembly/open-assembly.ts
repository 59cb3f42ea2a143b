import type { DigitalService, ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import { createRecord, type RecordCore } from '@baseplate-epr/record';
import { createRecordApi } from '@baseplate-epr/record-api';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { checkServices } from '../module/check-services.ts';
import { loadModules, type Modules } from '../module/modules.ts';
import { runAll, stopAll } from '../module/start-modules.ts';
import { requestIds } from '../routing/request-ids.ts';
import { createRouter } from '../routing/router.ts';
import { createServiceRunner, type ServiceRunner } from '../service/service-runner.ts';
import type { Assembly, ModuleFailure } from './assembly.ts';
import { assemblyHealth, healthAnswer } from './assembly-health.ts';
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

/** Epoch of an assembly whose stores were never swapped. */
const firstEpoch = 1;

/**
 * Loads, checks and starts an assembly.
 *
 * @throws BaseplateError that names everything that is wrong; then nothing is left running
 */
export async function openAssembly({ configuration, ...options }: OpenAssemblyOptions): Promise<Assembly> {
  const { context } = options;
  const modules = await loadModules(configuration);
  checkServices(modules.services);
  const parts: { record?: RecordCore } = {};
  const stop = once(async () => {
    const { server, services, identity, records, documents, audit, state } = modules;
    const inOrder = [
      server,
      ...services,
      identity,
      ...(parts.record ? [parts.record] : []),
      records,
      documents,
      audit,
      state,
    ];
    await stopAll(inOrder, () => context.logger.error('a module failed to stop'));
  });
  try {
    return await start(configuration, modules, { ...options, parts, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

interface StartOptions extends Omit<OpenAssemblyOptions, 'configuration'> {
  readonly parts: { record?: RecordCore };
  readonly stop: () => Promise<void>;
}

async function start(
  configuration: AssemblyConfiguration,
  modules: Modules,
  { context, listen, mendingProfiles = false, parts, stop }: StartOptions,
): Promise<Assembly> {
  const { server, identity, records, documents, audit, state, services } = modules;
  const { organisation, hosting, data } = configuration;
  const failure = Promise.withResolvers<ModuleFailure>();
  const contextOf = (place: string, reference: ModuleReference | undefined): ModuleContext => ({
    ...context,
    failed: (reason) => failure.resolve({ place, package: reference?.package ?? '', reason }),
  });
  let listening: string | undefined;
  const origin = () => hosting.publicOrigin ?? listening ?? originOf(server.address);

  await runAll([
    { place: 'hosting.server', run: () => server.start(contextOf('hosting.server', hosting.server)) },
    { place: 'data.records', run: () => records.start(contextOf('data.records', data.records)) },
    { place: 'data.documents', run: () => documents.start(contextOf('data.documents', data.documents)) },
    { place: 'data.audit', run: () => audit.start(contextOf('data.audit', data.audit)) },
    {
      place: 'data.state, hosting.identity',
      run: async () => {
        await state.start(contextOf('data.state', data.state));
        const address = listen ? { address: server.address } : {};
        await identity.start({
          ...contextOf('hosting.identity', hosting.identity),
          ...address,
          state: state.namespace({ name: 'identity' }),
        });
      },
    },
    ...services.map((service, index) => {
      const place = `services, ${service.manifest.name}`;
      return { place, run: () => service.start(contextOf(place, configuration.services[index])) };
    }),
  ]);

  const record = createRecord({
    stores: { records, documents, audit, state },
    context,
    epoch: firstEpoch,
    baseUrl: () => `${origin()}/fhir`,
    fullText: configuration.search?.fullText ?? false,
    mendingProfiles,
    ...(configuration.limits === undefined ? {} : { limits: configuration.limits }),
    ...(configuration.profiles === undefined ? {} : { profiles: configuration.profiles }),
  });
  parts.record = record;
  await record.start();
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
  const health = () => assemblyHealth(configuration, modules);
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
    requestId: requestIds(context.randomBytes),
  });
  if (listen) listening = (await server.listen({ handler: (request) => route(request) })).url;
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

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
