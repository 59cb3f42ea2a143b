import type { ModuleReference } from '@baseplate-epr/contracts';

/** For a trust's configuration: the screen that people see. Inert: it names what to load, and loads nothing. */
export function userInterface(): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@supplier/module-name',
    module: import.meta.resolve('@supplier/module-name'),
    factory: 'createUserInterface',
    options: {},
  };
}
