import type { IfMatch } from '../write/if-match.ts';
import type { SearchParameters } from './search-types.ts';

/** A create (R4 §3.1.0.8). */
export interface CreateOptions {
  readonly type: string;
  /** The resource as JSON. An `id` in it is replaced. */
  readonly text: string;
  /** Conditional create: with one match nothing is written, with several it is refused with 412. Race-free. */
  readonly ifNoneExist?: SearchParameters;
}

/** What to validate, and against what (R4 §3.1.0.5.1 and the operation `$validate`). */
export interface ValidateOptions {
  /** The resource as JSON. */
  readonly text: string;
  /** The type it must have. */
  readonly type?: string;
  /** The id it must have. */
  readonly id?: string;
  /** Canonical URLs of profiles it must meet, besides those it claims and those that are demanded of its type. */
  readonly profiles?: readonly string[];
}

/** An update, or a create under the caller's own id (R4 §3.1.0.5). */
export interface UpdateOptions {
  readonly type: string;
  readonly id: string;
  /** The resource as JSON; its `id` must be there and be the same. */
  readonly text: string;
  /** What the newest version must be (from `If-Match: W/"3"`); otherwise 412. */
  readonly ifMatch?: IfMatch;
  /** `*`: only if there is no such resource yet; otherwise 412. */
  readonly ifNoneMatch?: '*';
}

/** A conditional update (R4 §3.1.0.5.2): none matches → create (with `ifMatch` 412), one → update it, several → 412. */
export interface ConditionalUpdateOptions {
  readonly type: string;
  readonly text: string;
  readonly parameters: SearchParameters;
  readonly ifMatch?: IfMatch;
  /** `*`: only if nothing matches; otherwise 412. */
  readonly ifNoneMatch?: '*';
}

/** A patch document (R4 §3.1.0.6) as it came in. */
export type PatchSource =
  /** https://www.rfc-editor.org/rfc/rfc6902 */
  | { readonly format: 'json-patch'; readonly text: string }
  /** A Parameters resource: https://hl7.org/fhir/R4/fhirpatch.html */
  | { readonly format: 'fhirpath-patch'; readonly text: string };

/** A patch of one resource (R4 §3.1.0.6). A result that says what the resource says already makes no new version. */
export interface PatchOptions {
  readonly type: string;
  readonly id: string;
  readonly patch: PatchSource;
  /** What the newest version must be; otherwise 412. */
  readonly ifMatch?: IfMatch;
}

/** A conditional patch: none matches → 404 (with `ifMatch` 412), one → patch it, several → 412. */
export interface ConditionalPatchOptions {
  readonly type: string;
  readonly parameters: SearchParameters;
  readonly patch: PatchSource;
  readonly ifMatch?: IfMatch;
}

/** A deletion (R4 §3.1.0.7). History stays readable. */
export interface DeleteOptions {
  readonly type: string;
  readonly id: string;
  readonly ifMatch?: IfMatch;
}

/** A conditional deletion (R4 §3.1.0.7.1): more matches than `RecordLimits.conditionalDeletes` → 412. Several go in one commit. */
export interface ConditionalDeleteOptions {
  readonly type: string;
  readonly parameters: SearchParameters;
  /** What the newest version of the one match must be; otherwise, and if nothing matches, 412. Where it names versions, several matches: 400. */
  readonly ifMatch?: IfMatch;
}

/** A raw binary to keep (R4 §2.44.3). The version in the result comes without `data`. */
export interface PutBinaryOptions {
  /** Absent: create under a new id. Given: update, or create under this id. */
  readonly id?: string;
  /** MIME type. */
  readonly contentType: string;
  readonly content: ReadableStream<Uint8Array>;
  /**
   * Reference to the resource whose access rules protect the bytes (`X-Security-Context`). Absent, what protects the Binary already goes
   * on protecting it; to lay it open, update the Binary as a resource.
   */
  readonly securityContext?: string;
  readonly ifMatch?: IfMatch;
}

/** A binary being read. */
export interface BinaryContent {
  readonly versionId: string;
  readonly lastUpdated: number;
  readonly contentType: string;
  /** Reference to the resource whose access rules protect the bytes, if one does. */
  readonly securityContext?: string;
  /** Bytes. */
  readonly size: number;
  readonly content: ReadableStream<Uint8Array>;
}
