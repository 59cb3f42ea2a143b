import type { ModuleReference } from '@baseplate-epr/contracts';

/**
 * Chooses the service of notes and letters for an assembly: a card on the chart, the whole list, reading within the chart, and writing
 * and correcting notes. Inert.
 */
export function documents(): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@baseplate-epr/documents',
    module: import.meta.resolve('@baseplate-epr/documents'),
    factory: 'createDocuments',
    options: {},
  };
}
