import type {
  AuditLog,
  AuditVerification,
  DocumentStore,
  Health,
  ModuleContext,
  Principal,
  RecordStore,
  StateStore,
} from '@baseplate-epr/contracts';
import type { SearchRegistry } from '@baseplate-epr/fhir';
import type { EventsOptions, EventsPage } from './events/event-types.ts';
import type { DemandedProfiles } from './profiles/profile-keeper.ts';
import type { RecordLimits } from './record-limits.ts';
import type { RecordSession } from './session/record-session.ts';

/** What the record is put together from. The stores are started and stopped by whoever gives them. */
export interface CreateRecordOptions {
  readonly stores: {
    readonly records: RecordStore;
    readonly documents: DocumentStore;
    readonly audit: AuditLog;
    readonly state: StateStore;
  };
  readonly context: ModuleContext;
  /** Epoch of the applied assembly; commits carry it, and a fenced store refuses older ones. */
  readonly epoch: number;
  /**
   * Further audit chains that processes at work append to, beside those announced in the state store: what is intended in them is left to
   * those processes. Needed where a process may go on in another audit log.
   */
  readonly chains?: () => Promise<readonly string[]>;
  /**
   * Absolute URL of the FHIR base without a final slash. References below it are local ones. A function where the address is known
   * only once the host listens; it is called at use, never before the first request.
   */
  readonly baseUrl: string | (() => string);
  readonly limits?: Partial<RecordLimits>;
  /** Canonical URLs of profiles that resources of a type must meet, whether they claim them or not. They must be installed, or R4's own. */
  readonly profiles?: DemandedProfiles;
  /**
   * True for the one purpose of mending what is installed: the record starts although definitions of installed packages are missing, and
   * demands no profiles. Never for a record that takes clinical data. Default: false.
   */
  readonly mendingProfiles?: boolean;
  /** Whether resources are found by their words, with `_text` and `_content`. Default: false, since it makes writing dearer. */
  readonly fullText?: boolean;
}

/** Whose request it is. */
export interface SessionOptions {
  readonly principal: Principal;
  /** The digital service the caller acts through; narrows access to its scopes and is named in the audit. */
  readonly service?: { readonly name: string; readonly scopes: readonly string[] };
  /** Ties the audit entries of one request together; unique per request. Several sessions may share it within one request. */
  readonly requestId: string;
  /** Aborted when nobody waits any more. Work not begun is then given up with `cancelled`; a commit under way is finished. */
  readonly signal?: AbortSignal;
}

/** Something worth keeping in the audit that is no access to a resource: sign-in, sign-out, a token made. */
export interface AuditEventOptions {
  /** Absent if nobody was recognised, e.g. a failed sign-in. */
  readonly principal?: Principal;
  readonly requestId: string;
  /** `sign-in`, `sign-out`, `token` … */
  readonly action: string;
  readonly outcome: 'success' | 'failure' | 'unknown';
  /** Codes and names only, never values a user typed. */
  readonly detail?: string;
}

/** Result of comparing the audit log with the checkpoints kept in the state store. */
export interface AuditReport {
  readonly intact: boolean;
  readonly verification: AuditVerification;
  /** Signed checkpoints found. */
  readonly checkpoints: number;
  /** Keys of checkpoints whose signature does not hold. */
  readonly forged: readonly string[];
}

/** Profiles that resources are held against when they claim them, or always. */
export interface SupportedProfiles {
  /** Changes whenever the rest does. */
  readonly generation: string;
  /** Canonical URLs for a resource type: what is demanded first, then what is installed. */
  of(type: string): readonly string[];
}

/** The guarded record: the only holder of its stores. */
export interface RecordCore {
  /**
   * Reads its keys (made at the very first start), settles every write that a process which is gone left without an end in the audit by
   * asking the store, and signs a checkpoint. Other processes may be at work on the same stores: what they intend is left to them. Call after the stores have started, before the first session is used.
   * @throws BaseplateError of the stores; `configuration-invalid` if a demanded profile is not installed; `storage-unavailable` if a definition of an
   * installed package is missing
   */
  start(): Promise<void>;
  /** Waits for writes under way and signs a last checkpoint. The stores are still to be stopped after it. Idempotent. */
  stop(): Promise<void>;
  /** The worst health among the stores. Never throws. */
  health(): Promise<Health>;
  /** A view for one request. Cheap: compiled access rules are shared between sessions with equal scopes. */
  session(options: SessionOptions): RecordSession;
  /**
   * Changes that a caller may hear of, by name only, in commit order. What it is told of stands in the audit before it is given out. A cursor
   * holds for ever, also over restarts and change-overs; after a change-over some changes may come again, and none is left out.
   * @throws BaseplateError `query-invalid` (a cursor that no store of this record made, criteria that cannot be applied), `cancelled`, errors of the stores
   */
  events(options: EventsOptions): Promise<EventsPage>;
  /** Resolves when the entry is durable. */
  auditEvent(options: AuditEventOptions): Promise<void>;
  /** The search parameters that searches may use now, in this process and any other. */
  searchParameters(): Promise<SearchRegistry>;
  /** Recomputes every chain and compares it with the signed checkpoints. Takes time in proportion to the log. */
  verifyAudit(): Promise<AuditReport>;
  /**
   * Calls back, without arguments and soon after, when this process has committed something: a wake-up for readers of changes.
   * @returns a function that ends it
   */
  onCommit(listener: () => void): () => void;
  /** The profiles in force, for those who describe the record; undefined before it is started. */
  profiles(): SupportedProfiles | undefined;
  /** What searches by `_lastUpdated` do not know, in words; undefined if they know every time. */
  ownTimes(): string | undefined;
  /** The limits in force. */
  readonly limits: RecordLimits;
}
