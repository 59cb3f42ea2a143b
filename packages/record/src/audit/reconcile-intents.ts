import type { AuditLog, ChainedAuditEntry, Clock, RecordStore } from '@baseplate-epr/contracts';
import type { AppendEntries } from './audit-trail.ts';

/** What reconciliation works on. */
export interface ReconcileOptions {
  readonly audit: AuditLog;
  readonly records: RecordStore;
  readonly append: AppendEntries;
  readonly clock: Clock;
  /** Chains of the processes that are at work: what they intend is still under way. */
  present(): Promise<ReadonlySet<string>>;
}

/** How many intents were settled, and how. */
export interface Reconciliation {
  readonly success: number;
  readonly failure: number;
  readonly unknown: number;
}

const page = 1000;
const named = /^([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})\/_history\/(\d+)$/;

/**
 * Gives every intent that its process left without an outcome one, by asking the store whether the versions it names are there.
 *
 * A commit is all or nothing, so one version that is missing proves failure. Versions that are there prove success, unless
 * another request's outcome claims the same version: then that one won the race and this one lost.
 */
export async function reconcileIntents(options: ReconcileOptions): Promise<Reconciliation> {
  const counts = { success: 0, failure: 0, unknown: 0 };
  let cursor: string | undefined;
  do {
    const { entries, next } = await options.audit.read({
      unresolved: true,
      limit: page,
      ...(cursor === undefined ? {} : { cursor }),
    });
    // Asked after the intents were read: whoever wrote one of them had announced itself before.
    const present = entries.length === 0 ? new Set<string>() : await options.present();
    const outcomes = [];
    for (const intent of entries) {
      if (present.has(intent.writer) || (await hasOutcome(intent, options.audit))) continue;
      outcomes.push(await settle(intent, options));
    }
    for (const { outcome } of outcomes) counts[outcome] += 1;
    if (outcomes.length > 0) await options.append(outcomes);
    cursor = next;
  } while (cursor !== undefined);
  return counts;
}

/** Its process may have told the outcome, and ended, since the intent was read. */
async function hasOutcome({ requestId }: ChainedAuditEntry, audit: AuditLog): Promise<boolean> {
  const { entries } = await audit.read({ requestId, kinds: ['outcome'], limit: 1 });
  return entries.length > 0;
}

async function settle(intent: ChainedAuditEntry, options: ReconcileOptions) {
  const outcome = await decide(intent, options);
  const { action, agent, purposeOfUse, patients, requestId, resources, resourceCount } = intent;
  const told = { action, agent, purposeOfUse, patients, requestId, resources, resourceCount };
  return { ...told, time: options.clock.now(), kind: 'outcome', outcome, detail: 'reconciliation' } as const;
}

async function decide(intent: ChainedAuditEntry, options: ReconcileOptions) {
  if (intent.resources.length === 0) return 'unknown';
  for (const resource of intent.resources) {
    const [, type, id, versionId] = named.exec(resource) ?? [];
    if (type === undefined || id === undefined || versionId === undefined) return 'unknown';
    if ((await options.records.read({ type, id, versionId })) === undefined) return 'failure';
    // Only a create has an id of its own making, so a first version that is there was written by this very intent.
    if (versionId === '1' && intent.action === 'create') return 'success';
  }
  return (await claimedByAnother(intent, options.audit)) ? 'failure' : 'success';
}

async function claimedByAnother(intent: ChainedAuditEntry, audit: AuditLog): Promise<boolean> {
  const wanted = new Set(intent.resources);
  let cursor: string | undefined;
  do {
    const query = { kinds: ['outcome'], time: { low: intent.time }, limit: page } as const;
    const { entries, next } = await audit.read({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    if (entries.some((entry) => entry.outcome === 'success' && entry.resources.some((one) => wanted.has(one)))) {
      return true;
    }
    cursor = next;
  } while (cursor !== undefined);
  return false;
}
