import type { ChangeEvent, Principal, RecordHandle, ServiceManifest } from '@baseplate-epr/contracts';

/** A running record with patients in it, and what a composer does with fragments. Handed to the kit by whoever has them. */
export interface ServiceWorld {
  /** Logical ids of patients, at least one; several with much in their charts. */
  readonly patients: readonly string[];
  /** Texts of these patients that must never be logged: names, NHS numbers, addresses, dates of birth. */
  readonly secrets: readonly string[];
  /** Who is calling: somebody who may do everything. */
  readonly principal: Principal;
  readonly organisation: { readonly name: string; readonly odsCode: string };
  /** Milliseconds since 1970; the record's now. */
  readonly now: number;
  /** A way to the record, narrowed to what the manifest asks for. */
  record(manifest: ServiceManifest): RecordHandle;
  /** The same for the service by itself, with the `system/` scopes of its manifest. */
  ownRecord(manifest: ServiceManifest): RecordHandle;
  /** Changes of the record that the service subscribes to and may hear of, in their order. */
  events(manifest: ServiceManifest): Promise<readonly ChangeEvent[]>;
  /** What the composer would take away from a fragment, as tags and attributes; `undefined` if it would refuse it whole. */
  lost(html: string, linkBase: string): Promise<readonly string[] | undefined>;
  /** Why the composer could not keep a style sheet within the panels of its service, in words; empty if it can. */
  styleProblems(style: string): readonly string[];
}
