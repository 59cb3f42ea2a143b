import type { ModuleReference } from '@baseplate-epr/contracts';

/** Chooses the control room for an assembly: what runs, how it is, and changing it while in use. For administrators. Inert. */
export function controlRoom(): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@baseplate-epr/control-room',
    module: import.meta.resolve('@baseplate-epr/control-room'),
    factory: 'createControlRoom',
    options: {},
  };
}
