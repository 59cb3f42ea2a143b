import type { CertificateView, DigitalService, ModuleReference, ServicePlacement } from '@baseplate-epr/contracts';
import type { Admission } from '../module/admission.ts';
import { upgraded } from '../module/contract-table.ts';
import { admitModule, loadModule } from '../module/load-module.ts';
import { openHostedService } from './elsewhere/hosted-service.ts';
import type { IsolationLimits } from './elsewhere/isolation-limits.ts';
import { readableFolders } from './elsewhere/readable-folders.ts';
import { openRemoteService, type RemoteService } from './elsewhere/remote-service.ts';
import { secretsOf } from './elsewhere/secrets-of.ts';
import { startProcess } from './elsewhere/start-process.ts';
import { startWorker } from './elsewhere/start-worker.ts';

/** Where a digital service runs. */
export type ServicePlace = 'inline' | 'worker' | 'process' | 'remote';

/** A digital service that has been loaded where it runs. It answers by its contract from wherever that is. */
export interface LoadedService {
  readonly reference: ModuleReference<'digital-service'>;
  readonly runs: ServicePlace;
  /** By what right it runs. */
  readonly certificate: CertificateView;
  readonly service: DigitalService;
  /** Resolves when nothing more comes of any answer. Absent where answers outlive the service. */
  drained?(): Promise<void>;
  /** Present of one at an address: it is called so, with a way to the record from there. */
  readonly call?: RemoteService['call'];
}

/** What loading a service needs beside its reference. */
export interface ServiceLoading {
  readonly admission: Admission;
  readonly limits: IsolationLimits;
}

/**
 * Loads a digital service where it runs, if it is admitted. It is not started.
 *
 * @throws BaseplateError as `loadModule` does
 */
export async function loadService(
  reference: ModuleReference<'digital-service'>,
  { admission, limits }: ServiceLoading,
): Promise<LoadedService> {
  const runs = placementOf(reference);
  if (runs === 'inline') {
    const service = await loadModule<DigitalService>(reference, admission);
    return { reference, runs, certificate: admission.certificateOf(reference), service };
  }
  await admitModule(reference, admission);
  if (typeof runs === 'object') {
    const { service, call } = await openRemoteService(reference, runs, { limits, environment: process.env });
    const certificate = admission.certificateOf(reference);
    return {
      reference,
      runs: 'remote',
      certificate,
      call,
      service: upgraded(service, admission.contracts) as DigitalService,
    };
  }
  const environment = secretsOf(reference.options, process.env);
  const readable = runs === 'process' ? await readableFolders(reference) : [];
  const { memory } = limits;
  const startProgram = () =>
    runs === 'process' ? startProcess({ readable, environment, memory }) : startWorker({ environment, memory });
  const readmit = () => admission.readmit(reference);
  const { service, drained } = await openHostedService(reference, { limits, startProgram, readmit });
  const certificate = admission.certificateOf(reference);
  return { reference, runs, certificate, drained, service: upgraded(service, admission.contracts) as DigitalService };
}

/** What the reference says, or the default: Baseplate's own inline, everybody else's in a process. */
function placementOf({ runs, package: name }: ModuleReference): ServicePlacement {
  return runs ?? (name.startsWith('@baseplate-epr/') ? 'inline' : 'process');
}
