import type { ModuleReference } from '@baseplate-epr/contracts';
import type { ObservationsOptions } from './observations-options.ts';

/**
 * Chooses the observations service for an assembly: vital signs on the NEWS2 chart, recorded, graphed and struck out. Inert.
 */
export function observations(options: ObservationsOptions = {}): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@baseplate-epr/observations',
    module: import.meta.resolve('@baseplate-epr/observations'),
    factory: 'createObservations',
    options,
  };
}
