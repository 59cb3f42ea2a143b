import type { ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import type { AppliedAssembly } from '../applied/open-applied.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { CertificateOverride } from '../configuration/certification.ts';
import { createAdmission } from '../module/admission.ts';
import { refuseStyles } from '../panel-style/refuse-styles.ts';
import { isolationOf } from '../service/elsewhere/isolation-limits.ts';
import { loadService } from '../service/loaded-service.ts';
import { createServiceRunner, type ServiceEnvironment } from '../service/service-runner.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';
import { createServiceFollower, type ServiceFollower } from '../swapping/service-follower.ts';
import { startLoaded } from '../swapping/start-loaded.ts';
import type { SwitchedStores } from '../switching/switched-stores.ts';

/** What the services of a process that is starting follow, and with what those that come later run. */
export interface FollowServicesOptions {
  readonly applied: AppliedAssembly;
  readonly switching: SwitchedStores;
  readonly configuration: AssemblyConfiguration;
  readonly shelf: ServiceShelf;
  readonly environment: ServiceEnvironment;
  readonly context: ModuleContext;
  /** The context of a service that answers: its failure is the assembly's. */
  contextOf(place: string, reference: ModuleReference): ModuleContext;
  /** Writes down that packages run without a certificate. */
  overridden(overrides: readonly CertificateOverride[]): Promise<void>;
}

/** From now on the services of this process are those that the ledger names. */
export function followServices(options: FollowServicesOptions): ServiceFollower {
  const { applied, switching, configuration, shelf, environment, context, contextOf, overridden } = options;
  const follower = createServiceFollower({
    shelf,
    first: applied.entry.services,
    logger: context.logger,
    told: () => switching.told(),
    async start(reference, judgement) {
      // Made anew each time: certificates may have been put into their folder since.
      const admission = createAdmission({ ...configuration, ...judgement }, () => context.clock.now());
      const loaded = await loadService(reference, { admission, limits: isolationOf(configuration) });
      const runner = createServiceRunner(loaded, environment);
      const given = contextOf(`services, ${runner.manifest.name}`, reference);
      const failed = (reason: string) =>
        shelf.all().includes(runner)
          ? given.failed?.(reason)
          : context.logger.error(`A service that does not answer anybody has failed. ${reason}`);
      await startLoaded(loaded, { ...given, failed });
      try {
        await refuseStyles(runner);
        await overridden(admission.overridden());
      } catch (error) {
        await runner.stop();
        throw error;
      }
      return runner;
    },
  });
  switching.follow(follower);
  return follower;
}
