import { BaseplateError, isBaseplateError, type Principal } from '@baseplate-epr/contracts';
import { scopeQueryPredicate } from '@baseplate-epr/fhir';
import { accessCache } from './access/access-cache.ts';
import { nothing } from './access/combine-predicates.ts';
import { auditAgent, unknownAgent } from './audit/audit-agent.ts';
import { auditTrail } from './audit/audit-trail.ts';
import { verifyAudit } from './audit/verify-audit.ts';
import { readEvents } from './events/read-events.ts';
import { countInHand } from './in-hand.ts';
import type { CreateRecordOptions, RecordCore, SessionOptions } from './record-core.ts';
import { defaultLimits } from './record-limits.ts';
import { ownTimesWords } from './search/own-times.ts';
import { createSession } from './session/create-session.ts';
import type { Caller } from './session/record-parts.ts';
import { type StartedRecord, startRecord } from './start-record.ts';
import { worstHealth } from './worst-health.ts';

/**
 * Makes the guarded record over its stores. Inert until `start`.
 *
 * Nothing outside holds the record store: every access goes through a session, which checks and audits it.
 */
export function createRecord(options: CreateRecordOptions): RecordCore {
  const { stores, context } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const { baseUrl: base } = options;
  const baseUrl = typeof base === 'string' ? () => base : base;
  const compileAccess = accessCache((type, query) => {
    try {
      return scopeQueryPredicate({ type, query, baseUrl: baseUrl(), now: context.clock.now() });
    } catch (error) {
      if (isBaseplateError(error)) return nothing;
      throw error;
    }
  });
  const listeners = new Set<() => void>();
  const inHand = countInHand();
  let started: StartedRecord | undefined;

  const running = (): StartedRecord => {
    if (started !== undefined) return started;
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The record is not started. Start its stores, then the record, before a request reaches it.',
    });
  };

  const trailOf = (requestId: string, principal: Principal | undefined, service?: string) =>
    auditTrail({
      append: running().audit.append,
      nameIntent: running().nameIntent,
      clock: context.clock,
      requestId,
      agent: principal === undefined ? unknownAgent : auditAgent(principal, service),
      purposeOfUse: principal?.purposeOfUse ?? '',
      baseUrl,
    });

  const callerOf = ({ principal, service, requestId, signal }: SessionOptions): Caller => ({
    principal,
    access: compileAccess({ principal, service }),
    trail: trailOf(requestId, principal, service?.name),
    signal,
  });

  const track = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    inHand.begin();
    try {
      return await work();
    } finally {
      inHand.end();
    }
  };

  const wake = (listener: () => void) => {
    try {
      listener();
    } catch {
      context.logger.error('A listener for commits failed; the commit stands. See that it handles its own errors.');
    }
  };

  const committed = () => {
    for (const listener of listeners) queueMicrotask(() => wake(listener));
  };

  return {
    limits,
    async start() {
      const { epoch, profiles: demanded = {}, mendingProfiles: mending = false, fullText = false } = options;
      const chains = options.chains === undefined ? {} : { chains: options.chains };
      const given = { stores, context, epoch, limits, baseUrl, committed, demanded, mending, fullText, ...chains };
      started = await startRecord(given);
    },
    async stop() {
      const last = started;
      if (last === undefined) return;
      started = undefined;
      await inHand.none();
      await last.parts.profiles.stop();
      await last.presence.end();
      await last.audit.settled();
      await last.checkpoints.sign();
    },
    health: () => worstHealth(Object.values(stores)),
    session(sessionOptions) {
      let caller: Caller | undefined;
      return createSession({
        parts: () => running().parts,
        caller: () => {
          caller ??= callerOf(sessionOptions);
          return caller;
        },
        inHand,
      });
    },
    events: ({ subscriptions, after, begin, limit, ...caller }) =>
      track(() =>
        readEvents(running().parts, callerOf(caller), {
          subscriptions,
          limit,
          ...(after === undefined ? {} : { after }),
          ...(begin === undefined ? {} : { begin }),
        }),
      ),
    async auditEvent({ principal, requestId, ...event }) {
      await track(() => trailOf(requestId, principal).event(event));
    },
    async searchParameters() {
      const { index } = running().parts;
      await index.refresh();
      return index.searching();
    },
    ownTimes() {
      const { timesKnownSince } = stores.records.capabilities;
      return timesKnownSince === undefined ? undefined : ownTimesWords(timesKnownSince);
    },
    profiles() {
      const profiles = started?.parts.profiles;
      if (profiles === undefined) return undefined;
      const { generation, set, demanded } = profiles;
      return { generation, of: (type) => [...new Set([...(demanded.get(type) ?? []), ...set.profilesOf(type)])] };
    },
    verifyAudit: () => verifyAudit(stores.audit, running().checkpoints),
    onCommit(listener) {
      // Wrapped, so that the same function given twice is called twice and ended separately.
      const own = () => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
  };
}
