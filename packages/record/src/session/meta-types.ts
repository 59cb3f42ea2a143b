import type { ResourceKey } from '@baseplate-epr/contracts';
import type { RecordIssue } from '../error/record-issue.ts';
import type { IfMatch } from '../write/if-match.ts';

/** Which profiles, security labels and tags to add to a resource, or to take from it: https://hl7.org/fhir/R4/resource-operation-meta-add.html */
export interface ChangeMetaOptions extends ResourceKey {
  readonly change: 'add' | 'delete';
  /** A Meta as JSON. A label or tag is known by system and code, a profile by its URL; only these count. */
  readonly meta: string;
  /** What the newest version must be; otherwise 412. */
  readonly ifMatch?: IfMatch;
}

/** The meta of a version. */
export interface MetaAnswer extends ResourceKey {
  readonly versionId: string;
  /** Milliseconds since 1970. */
  readonly lastUpdated: number;
  /** As JSON. */
  readonly meta: string;
  /** Warnings and information of validation. */
  readonly issues: readonly RecordIssue[];
}
