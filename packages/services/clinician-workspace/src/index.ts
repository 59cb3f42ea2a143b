export { clinicianWorkspace } from './clinician-workspace.ts';
export { createClinicianWorkspace } from './create-clinician-workspace.ts';
export type { ClinicianWorkspaceOptions } from './workspace-options.ts';
