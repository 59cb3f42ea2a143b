import {
  type AuditLog,
  type DocumentStore,
  type Host,
  type Identity,
  isBaseplateError,
  type Module,
  type ModuleReference,
  type RecordStore,
  type StateStore,
} from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { configurationInvalid } from '../configuration/check-configuration.ts';
import type { IsolationLimits } from '../service/elsewhere/isolation-limits.ts';
import { type LoadedService, loadService } from '../service/loaded-service.ts';
import type { Admission } from './admission.ts';
import { serviceProblems } from './check-services.ts';
import { loadModule } from './load-module.ts';
import { requirementProblems } from './requirement-problems.ts';
import { runAll, stopAll } from './start-modules.ts';
import { subscriptionProblems } from './subscription-problems.ts';

/** The loaded modules of an assembly, each in its place. */
export interface Modules {
  readonly server: Host;
  readonly identity: Identity;
  readonly records: RecordStore;
  readonly documents: DocumentStore;
  readonly audit: AuditLog;
  readonly state: StateStore;
  readonly services: readonly LoadedService[];
}

/** Loads every module of a configuration that is admitted; faults are reported together. Nothing is started. */
export async function loadModules(
  { hosting, data, services, grants }: AssemblyConfiguration,
  admission: Admission,
  limits: IsolationLimits,
): Promise<Modules> {
  const load = <Kind extends Module>(reference: ModuleReference): Promise<Kind> =>
    loadModule<Kind>(reference, admission);
  const loaded: { -readonly [Place in Exclude<keyof Modules, 'services'>]?: Modules[Place] } = {};
  const loadedServices: LoadedService[] = [];
  const failure = await failureOf(
    runAll([
      { place: 'hosting.server', run: async () => (loaded.server = await load<Host>(hosting.server)) },
      { place: 'hosting.identity', run: async () => (loaded.identity = await load<Identity>(hosting.identity)) },
      { place: 'data.records', run: async () => (loaded.records = await load<RecordStore>(data.records)) },
      { place: 'data.documents', run: async () => (loaded.documents = await load<DocumentStore>(data.documents)) },
      { place: 'data.audit', run: async () => (loaded.audit = await load<AuditLog>(data.audit)) },
      { place: 'data.state', run: async () => (loaded.state = await load<StateStore>(data.state)) },
      ...services.map((reference, index) => ({
        place: `services[${index}]`,
        run: async () => {
          loadedServices[index] = await loadService(reference, { admission, limits });
        },
      })),
    ]),
  );
  const isWhole = failure === undefined;
  const present = loadedServices.flatMap((loadedService) => loadedService?.service ?? []);
  const problems = [
    ...serviceProblems(present, isWhole),
    ...subscriptionProblems(present, isWhole, grants),
    ...requirementProblems(present, loaded, isWhole),
  ];
  // What runs in a program of its own runs since it was loaded.
  if (problems.length > 0 || !isWhole) await stopAll(present, () => undefined);
  if (problems.length > 0) throw configurationInvalid([...problemsIn(failure), ...problems]);
  if (!isWhole) throw failure;
  // Every place was filled.
  return { ...(loaded as Modules), services: loadedServices };
}

/** What a promise rejected with; `undefined` if it did not. */
async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error;
  }
}

function problemsIn(failure: unknown): readonly string[] {
  if (failure === undefined) return [];
  if (!isBaseplateError(failure)) throw failure;
  const { problems } = failure.details;
  return Array.isArray(problems) ? problems.map(String) : [failure.message];
}
