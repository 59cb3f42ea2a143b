import type { AuditLog, ChainedAuditEntry, Clock, RecordStore } from '@baseplate-epr/contracts';
import type { AppendEntries } from './audit-trail.ts';

/** What reconciliation works on. */
export interface ReconcileOptions {
  readonly audit: AuditLog;
  readonly records: RecordStore;
  readonly append: AppendEntries;
  readonly clock: Clock;
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
 * Gives every intent without an outcome its outcome, by asking the store whether the versions it names are there.
 *
 * A commit is all or nothing, so one version that is missing proves failure. Versions that are there prove success, unless
 * another request's outcome claims the same version: then that one won the race and this one lost.
 *
 * Call before anything is written: an intent that is being carried out would be taken for one that failed.
 */
export async function reconcileIntents(options: ReconcileOptions): Promise<Reconciliation> {
  const counts = { success: 0, failure: 0, unknown: 0 };
  for (;;) {
    const { entries } = await options.audit.read({ unresolved: true, limit: page });
    if (entries.length === 0) return counts;
    const outcomes = [];
    for (const intent of entries) outcomes.push(await settle(intent, options));
    for (const { outcome } of outcomes) counts[outcome] += 1;
    await options.append(outcomes);
  }
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
