/**
 * Changes of the record that a service wants to hear of. A resource is heard of if one of its subscriptions is about it, and if the
 * service may read it by itself: with the `system/` scopes of its manifest, as far as the assembly's configuration grants them.
 */
export interface Subscription {
  /** FHIR R4 resource type. */
  readonly type: string;
  /** Absent: all of them. */
  readonly interactions?: readonly ChangeInteraction[];
  /**
   * Narrows it by search parameters, as the query of a SMART v2 scope does: `category=laboratory&status=final`. A change counts if the
   * version it makes, or the one before, meets all of them, so that whoever meets them no more is heard of too.
   */
  readonly criteria?: string;
}

/** What was done. `update` also brings back what was deleted. */
export type ChangeInteraction = 'create' | 'update' | 'delete';

/** One change of the record. It names, and says nothing: what the resource holds is read through the record handle. Survives JSON. */
export interface ChangeEvent {
  readonly type: string;
  /** Logical id, as those that follow. */
  readonly id: string;
  readonly versionId: string;
  readonly interaction: ChangeInteraction;
  /** FHIR's `meta.lastUpdated` of that version, in milliseconds since 1970. */
  readonly lastUpdated: number;
  /** Patients in whose compartments that version lies. */
  readonly patients: readonly string[];
  /** 1 at the first delivery that is known of. */
  readonly attempt: number;
}
