import type { ResourceKey } from '@baseplate-epr/contracts';
import type { ParsedResource } from '@baseplate-epr/fhir';

/** A version as the server tells it. */
export interface ServerVersion extends ResourceKey {
  /** The server's own `meta.versionId`: any text. */
  readonly serverVersionId: string;
  /** The server's own `meta.lastUpdated`, in milliseconds since 1970. */
  readonly lastUpdated: number;
  /** Absent for a deletion. */
  readonly parsed?: ParsedResource;
}
