import type { DocumentStore, ModuleContext, Principal, RecordStore, StateNamespace } from '@baseplate-epr/contracts';
import type { Access } from '../access/access.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { BundlesInWork } from '../bundle/bundles-in-work.ts';
import type { CursorCodec } from '../cursor/cursor-codec.ts';
import type { SearchIndex } from '../indexing/search-index.ts';
import type { ProfileKeeper } from '../profiles/profile-keeper.ts';
import type { RecordLimits } from '../record-limits.ts';
import type { TerminologyKeeper } from '../terminology/terminology.ts';
import type { CommitTimes } from '../write/commit-times.ts';
import type { Turns } from '../write/turns.ts';

/** What all sessions of a started record share. */
export interface RecordParts {
  readonly records: RecordStore;
  readonly documents: DocumentStore;
  /** Where the record keeps what is not part of it. */
  readonly state: StateNamespace;
  /** The search parameters there are. */
  readonly index: SearchIndex;
  /** Codes, for searches by value set and hierarchy. */
  readonly terminology: TerminologyKeeper;
  readonly context: ModuleContext;
  readonly epoch: number;
  readonly limits: RecordLimits;
  /** Profiles that resources are held against. */
  readonly profiles: ProfileKeeper;
  readonly cursors: CursorCodec;
  /** Writers that lost a race wait here for each other. */
  readonly turns: Turns;
  /** Sees that times follow the order of the commits. */
  readonly times: CommitTimes;
  /** Where Bundles wait for their turn to be taken apart. */
  readonly bundles: BundlesInWork;
  baseUrl(): string;
  /** Called after every commit. */
  committed(): void;
}

/** Whose request is being carried out. */
export interface Caller {
  readonly principal: Principal;
  readonly access: Access;
  readonly trail: AuditTrail;
  readonly signal: AbortSignal | undefined;
}
