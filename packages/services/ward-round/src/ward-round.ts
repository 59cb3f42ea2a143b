import type { ModuleReference } from '@baseplate-epr/contracts';
import type { WardRoundOptions } from './ward-round-options.ts';

/**
 * Chooses the ward round as an assembly's user interface: wards with NEWS2, a patient's essentials, observations that are kept while
 * there is no network, and the panels of other services. Inert.
 */
export function wardRound(options: WardRoundOptions = {}): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@baseplate-epr/ward-round',
    module: import.meta.resolve('@baseplate-epr/ward-round'),
    factory: 'createWardRound',
    options,
  };
}
