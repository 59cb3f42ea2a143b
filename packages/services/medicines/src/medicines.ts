import type { ModuleReference } from '@baseplate-epr/contracts';

/**
 * Chooses the medicines service for an assembly: a card on the chart with what the patient takes now, and pages of current and past
 * medicines. It only reads. Inert.
 */
export function medicines(): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@baseplate-epr/medicines',
    module: import.meta.resolve('@baseplate-epr/medicines'),
    factory: 'createMedicines',
    options: {},
  };
}
