import type {
  AuditLog,
  DigitalService,
  DocumentStore,
  Host,
  Identity,
  RecordStore,
  StateStore,
} from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { loadModule } from './load-module.ts';
import { runAll } from './start-modules.ts';

/** The loaded modules of an assembly, each in its place. */
export interface Modules {
  readonly server: Host;
  readonly identity: Identity;
  readonly records: RecordStore;
  readonly documents: DocumentStore;
  readonly audit: AuditLog;
  readonly state: StateStore;
  readonly services: readonly DigitalService[];
}

/** Loads every module of a configuration; faults are reported together. Nothing is started. */
export async function loadModules({ hosting, data, services }: AssemblyConfiguration): Promise<Modules> {
  const loaded: { -readonly [Place in keyof Modules]?: Modules[Place] } = {};
  const loadedServices: DigitalService[] = [];
  await runAll([
    { place: 'hosting.server', run: async () => (loaded.server = await loadModule<Host>(hosting.server)) },
    { place: 'hosting.identity', run: async () => (loaded.identity = await loadModule<Identity>(hosting.identity)) },
    { place: 'data.records', run: async () => (loaded.records = await loadModule<RecordStore>(data.records)) },
    { place: 'data.documents', run: async () => (loaded.documents = await loadModule<DocumentStore>(data.documents)) },
    { place: 'data.audit', run: async () => (loaded.audit = await loadModule<AuditLog>(data.audit)) },
    { place: 'data.state', run: async () => (loaded.state = await loadModule<StateStore>(data.state)) },
    ...services.map((reference, index) => ({
      place: `services[${index}]`,
      run: async () => {
        loadedServices[index] = await loadModule<DigitalService>(reference);
      },
    })),
  ]);
  // Every place was filled, or runAll has thrown.
  return { ...(loaded as Modules), services: loadedServices };
}
