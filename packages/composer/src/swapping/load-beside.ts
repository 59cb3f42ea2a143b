import type { ModuleReference } from '@baseplate-epr/contracts';
import { serviceKey } from '../applied/applied-services.ts';
import { configurationInvalid } from '../configuration/check-configuration.ts';
import { serviceProblems } from '../module/check-services.ts';
import { runAll, stopAll } from '../module/start-modules.ts';
import type { ServiceRunner } from '../service/service-runner.ts';

/** Services that run, by {@link serviceKey} of what was applied, in order. */
export type RunningServices = ReadonlyMap<string, ServiceRunner>;

/** A list of services that run. */
export interface LoadedBeside {
  readonly running: RunningServices;
  /** Those that were started for it. */
  readonly added: readonly ServiceRunner[];
}

/** What services are loaded beside. */
export interface LoadBesideOptions {
  /** Those that answer now; what stays the same is not loaded again. */
  readonly inFront: RunningServices;
  /** Loads a service, starts it and waits until it is well. */
  start(reference: ModuleReference<'digital-service'>): Promise<ServiceRunner>;
  /** A service that is not needed could not be stopped. */
  stoppingFailed(): void;
}

/**
 * Loads what of a list does not run yet, beside what does.
 *
 * @throws BaseplateError that names everything that is wrong; then nothing more runs than before
 */
export async function loadBeside(
  references: readonly ModuleReference<'digital-service'>[],
  { inFront, start, stoppingFailed }: LoadBesideOptions,
): Promise<LoadedBeside> {
  const started = new Map<string, ServiceRunner>();
  const missing = references.filter((reference) => !inFront.has(serviceKey(reference)));
  try {
    await runAll(
      missing.map((reference) => ({
        place: `services, ${reference.package}`,
        run: async () => started.set(serviceKey(reference), await start(reference)),
      })),
    );
    const running = new Map<string, ServiceRunner>();
    for (const key of references.map(serviceKey)) {
      const runner = started.get(key) ?? inFront.get(key);
      if (runner !== undefined) running.set(key, runner);
    }
    const problems = serviceProblems([...running.values()], true);
    if (problems.length > 0) throw configurationInvalid(problems);
    return { running, added: [...started.values()] };
  } catch (error) {
    await stopAll([...started.values()], stoppingFailed);
    throw error;
  }
}
