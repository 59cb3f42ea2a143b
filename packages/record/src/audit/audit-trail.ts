import type { AuditAgent, AuditEntry, AuditKind, Clock } from '@baseplate-epr/contracts';
import type { NameIntent } from './intent-names.ts';
import { type Touched, type TouchedVersion, touched, touchedByWrites, type WrittenVersion } from './touched.ts';

/** Appends entries durably. */
export type AppendEntries = (entries: readonly AuditEntry[]) => Promise<void>;

/** Whose trail it is. */
export interface AuditTrailOptions {
  readonly append: AppendEntries;
  /** Shared by all trails of the process. */
  readonly nameIntent: NameIntent;
  readonly clock: Clock;
  readonly requestId: string;
  readonly agent: AuditAgent;
  readonly purposeOfUse: string;
  /** Of the record, for the patients that resources refer to; not needed by who touches none. */
  readonly baseUrl?: () => string;
}

/** What a write is, for its intent and its outcome. */
export interface WriteAttempt {
  readonly action: string;
  readonly writes: readonly WrittenVersion[];
  readonly detail?: string;
}

/** Versions that are about to be given out. */
export interface GivenOut {
  readonly action: string;
  readonly versions: readonly TouchedVersion[];
  readonly detail?: string;
  /** Versions that are not given out, but of which the answer tells: their patients are named. */
  readonly toldOf?: readonly TouchedVersion[];
  /** Logical ids of patients of whom the answer tells as well. */
  readonly patients?: readonly string[];
}

/** A write whose intent is durable and whose end is still to be told. */
export interface OpenIntent {
  /** What the audit has of it; the outcome tells of the same. */
  readonly entry: AuditEntry;
}

/** Something worth keeping that touched no resource. */
export interface TrailEvent {
  readonly action: string;
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly detail?: string;
}

/** The entries of one request. Every method resolves when its entry is durable. */
export interface AuditTrail {
  /** Versions are about to be given out. */
  access(access: GivenOut): Promise<void>;
  /** Something was not allowed, or not to be found. `resource` as `Type/id`. */
  refusal(refusal: { readonly action: string; readonly resource?: string; readonly detail: string }): Promise<void>;
  /** Something else happened that is worth keeping. */
  event(event: TrailEvent): Promise<void>;
  /** A write is about to be tried. */
  intent(attempt: WriteAttempt): Promise<OpenIntent>;
  /** How it ended. */
  outcome(intent: OpenIntent, outcome: 'success' | 'failure' | 'unknown', detail?: string): Promise<void>;
}

/** Makes the trail of one request. */
export function auditTrail(options: AuditTrailOptions): AuditTrail {
  const { append, clock, agent, purposeOfUse, baseUrl = () => '' } = options;

  const entry = (kind: AuditKind, requestId: string, { action, about, detail }: Told): AuditEntry => ({
    time: clock.now(),
    kind,
    requestId,
    action,
    agent,
    purposeOfUse,
    ...about,
    ...(detail === undefined ? {} : { detail }),
  });

  return {
    access({ toldOf = [], patients = [], versions, ...access }) {
      const about = touched(versions, baseUrl());
      const all = new Set([...about.patients, ...touched(toldOf, baseUrl()).patients, ...patients]);
      return append([
        entry('access', options.requestId, { ...access, about: { ...about, patients: [...all].sort() } }),
      ]);
    },
    refusal: ({ action, resource, detail }) => {
      const resources = resource === undefined ? [] : [resource];
      const about = { patients: [], resources, resourceCount: resources.length };
      return append([{ ...entry('refusal', options.requestId, { action, about, detail }), outcome: 'failure' }]);
    },
    event: ({ outcome, ...event }) =>
      append([{ ...entry('event', options.requestId, { ...event, about: nothing }), outcome }]),
    async intent({ writes, ...attempt }) {
      const about = touchedByWrites(writes, baseUrl());
      const told = entry('intent', options.nameIntent(options.requestId), { ...attempt, about });
      await append([told]);
      return { entry: told };
    },
    outcome: ({ entry: told }, outcome, detail) =>
      append([{ ...told, time: clock.now(), kind: 'outcome', ...(detail === undefined ? {} : { detail }), outcome }]),
  };
}

interface Told {
  readonly action: string;
  readonly about: Touched;
  readonly detail?: string;
}

const nothing: Touched = { patients: [], resources: [], resourceCount: 0 };
