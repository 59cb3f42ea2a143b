/** Options of the clinician workspace. */
export interface ClinicianWorkspaceOptions {
  /** Name of the record in the header, such as "Riverside record". Default: the organisation's name. */
  readonly recordName?: string;
}
