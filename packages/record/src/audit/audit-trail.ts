import type { AuditAgent, AuditEntry, AuditKind, Clock } from '@baseplate-epr/contracts';
import type { NameIntent } from './intent-names.ts';
import { type TouchedVersion, touched } from './touched.ts';

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
  readonly versions: readonly TouchedVersion[];
  readonly detail?: string;
}

/** Versions that are about to be given out. */
export interface GivenOut extends WriteAttempt {
  /** Versions that are not given out, but of which the answer tells: their patients are named. */
  readonly toldOf?: readonly TouchedVersion[];
  /** Logical ids of patients of whom the answer tells as well. */
  readonly patients?: readonly string[];
}

/** A write whose intent is durable and whose end is still to be told. */
export interface OpenIntent {
  readonly requestId: string;
  readonly attempt: WriteAttempt;
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

  const entry = (kind: AuditKind, requestId: string, { action, versions, detail }: WriteAttempt): AuditEntry => ({
    time: clock.now(),
    kind,
    requestId,
    action,
    agent,
    purposeOfUse,
    ...touched(versions, baseUrl()),
    ...(detail === undefined ? {} : { detail }),
  });

  return {
    access({ toldOf = [], patients = [], ...access }) {
      const given = entry('access', options.requestId, access);
      const all = new Set([...given.patients, ...touched(toldOf, baseUrl()).patients, ...patients]);
      return append([{ ...given, patients: [...all].sort() }]);
    },
    refusal: ({ action, resource, detail }) =>
      append([
        {
          ...entry('refusal', options.requestId, { action, versions: [], detail }),
          resources: resource === undefined ? [] : [resource],
          resourceCount: resource === undefined ? 0 : 1,
          outcome: 'failure',
        },
      ]),
    event: ({ outcome, ...event }) =>
      append([{ ...entry('event', options.requestId, { ...event, versions: [] }), outcome }]),
    async intent(attempt) {
      const requestId = options.nameIntent(options.requestId);
      await append([entry('intent', requestId, attempt)]);
      return { requestId, attempt };
    },
    outcome: ({ requestId, attempt }, outcome, detail) =>
      append([
        { ...entry('outcome', requestId, { ...attempt, ...(detail === undefined ? {} : { detail }) }), outcome },
      ]),
  };
}
