import type { ResourceKey } from '@baseplate-epr/contracts';
import type { RecordIssue } from '../error/record-issue.ts';

/** One version of a resource, as the record gives it out. */
export interface RecordVersion extends ResourceKey {
  readonly versionId: string;
  /** FHIR's `meta.lastUpdated` in milliseconds since 1970. */
  readonly lastUpdated: number;
  readonly deleted: boolean;
  /** The resource as JSON, whole (a Binary's `data` included), as it was stored to the digit; empty for a deletion. */
  readonly text: string;
}

/** How a write ended. The version is durable. */
export interface WriteResult {
  /**
   * `created`: first version, or first after a deletion (201). `updated`: a further version (200). `deleted`: a deletion was
   * written (204). `unchanged`: nothing was written; a conditional create found its match, a patch changed
   * nothing, or the deletion's target was gone already (200, 204).
   */
  readonly outcome: 'created' | 'updated' | 'deleted' | 'unchanged';
  /**
   * The version written, or for `unchanged` the one that is there; absent only where a deletion had nothing to delete,
   * or several resources.
   */
  readonly version?: RecordVersion;
  /** Warnings and information of validation. */
  readonly issues: readonly RecordIssue[];
}
