import type { ModuleReference } from '@baseplate-epr/contracts';
import type { ClinicianWorkspaceOptions } from './workspace-options.ts';

/**
 * Chooses the clinician workspace as an assembly's user interface: wards, patient search, and the chart whose slots `alerts`, `main`
 * and `side` other services fill. Inert.
 */
export function clinicianWorkspace(options: ClinicianWorkspaceOptions = {}): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@baseplate-epr/clinician-workspace',
    module: import.meta.resolve('@baseplate-epr/clinician-workspace'),
    factory: 'createClinicianWorkspace',
    options,
  };
}
