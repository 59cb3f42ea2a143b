import type {
  AuditLog,
  DigitalService,
  DocumentStore,
  Host,
  Identity,
  Module,
  ModuleReference,
  RecordStore,
  StateStore,
} from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { Admission } from './admission.ts';
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

/** Loads every module of a configuration that is admitted; faults are reported together. Nothing is started. */
export async function loadModules(
  { hosting, data, services }: AssemblyConfiguration,
  admission: Admission,
): Promise<Modules> {
  const load = async <Kind extends Module>(reference: ModuleReference): Promise<Kind> => {
    await admission.admit(reference);
    return loadModule<Kind>(reference);
  };
  const loaded: { -readonly [Place in keyof Modules]?: Modules[Place] } = {};
  const loadedServices: DigitalService[] = [];
  await runAll([
    { place: 'hosting.server', run: async () => (loaded.server = await load<Host>(hosting.server)) },
    { place: 'hosting.identity', run: async () => (loaded.identity = await load<Identity>(hosting.identity)) },
    { place: 'data.records', run: async () => (loaded.records = await load<RecordStore>(data.records)) },
    { place: 'data.documents', run: async () => (loaded.documents = await load<DocumentStore>(data.documents)) },
    { place: 'data.audit', run: async () => (loaded.audit = await load<AuditLog>(data.audit)) },
    { place: 'data.state', run: async () => (loaded.state = await load<StateStore>(data.state)) },
    ...services.map((reference, index) => ({
      place: `services[${index}]`,
      run: async () => {
        loadedServices[index] = await load<DigitalService>(reference);
      },
    })),
  ]);
  // Every place was filled, or runAll has thrown.
  return { ...(loaded as Modules), services: loadedServices };
}
