import type { ModuleReference } from '@baseplate-epr/contracts';

/** For a trust's configuration: reminders on every patient's chart. Inert: it names what to load, and loads nothing. */
export function service(): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@supplier/module-name',
    module: import.meta.resolve('@supplier/module-name'),
    factory: 'createService',
    options: {},
  };
}
