import type { ModuleReference } from '@baseplate-epr/contracts';

/**
 * Chooses the service of problems, allergies and alerts for an assembly: a strip of flags, a card of both lists, and pages to add to
 * them and to put them right. Inert.
 */
export function problemsAllergies(): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@baseplate-epr/problems-allergies',
    module: import.meta.resolve('@baseplate-epr/problems-allergies'),
    factory: 'createProblemsAllergies',
    options: {},
  };
}
