import type { AuditAgent, ModuleContext } from '@baseplate-epr/contracts';
import { recordAgent } from './audit/audit-agent.ts';
import { auditTrail } from './audit/audit-trail.ts';
import { type AuditWriter, auditWriter } from './audit/audit-writer.ts';
import { type Checkpoints, checkpoints } from './audit/checkpoints.ts';
import { intentNames, type NameIntent } from './audit/intent-names.ts';
import { keepPresence, type Presence } from './audit/keep-presence.ts';
import { missingHeads } from './audit/missing-heads.ts';
import { reconcileIntents } from './audit/reconcile-intents.ts';
import { writingProcesses } from './audit/writing-processes.ts';
import { bundlesInWork } from './bundle/bundles-in-work.ts';
import { cursorCodec } from './cursor/cursor-codec.ts';
import { newerRules } from './indexing/newer-rules.ts';
import { openSearchIndex } from './indexing/search-index.ts';
import { keptSecret } from './keys/kept-secret.ts';
import { signingKey } from './keys/signing-key.ts';
import { requireWholeImport } from './leaving/importing/require-whole-import.ts';
import { auditPackages } from './profiles/audit-packages.ts';
import { installedPackagesNamespace } from './profiles/installed-package.ts';
import { type DemandedProfiles, keepProfiles } from './profiles/profile-keeper.ts';
import type { CreateRecordOptions } from './record-core.ts';
import type { RecordLimits } from './record-limits.ts';
import { recordNamespace } from './record-namespace.ts';
import type { RecordParts } from './session/record-parts.ts';
import { createTerminologyKeeper } from './terminology/terminology.ts';
import { commitTimes } from './write/commit-times.ts';
import { newId } from './write/new-id.ts';
import { turns } from './write/turns.ts';

/** What a record has once it is started. */
export interface StartedRecord {
  readonly parts: RecordParts;
  readonly audit: AuditWriter;
  readonly nameIntent: NameIntent;
  readonly checkpoints: Checkpoints;
  readonly presence: Presence;
}

/** What is needed to start. */
export interface StartRecordOptions extends Pick<CreateRecordOptions, 'stores' | 'epoch' | 'chains'> {
  readonly context: ModuleContext;
  readonly limits: RecordLimits;
  readonly fullText: boolean;
  readonly baseUrl: () => string;
  readonly committed: () => void;
  /** Profiles that must be met, by type. */
  readonly demanded: DemandedProfiles;
  /** Whether what is installed is about to be mended. */
  readonly mending: boolean;
}

/** Reads or makes the keys, settles intents without an outcome, looks for a cut audit chain, and signs a checkpoint. */
export async function startRecord(options: StartRecordOptions): Promise<StartedRecord> {
  const { stores, context, limits } = options;
  const state = stores.state.namespace({ name: recordNamespace });
  const newKey = () => Buffer.from(context.randomBytes(32)).toString('base64url');
  // First of all, since these may refuse to start.
  await requireWholeImport(stores.state);
  const profiles = await keepProfiles({
    records: stores.records,
    state: stores.state.namespace({ name: installedPackagesNamespace }),
    demanded: options.demanded,
    mending: options.mending,
    logger: context.logger,
  });
  const cursorKey = await keptSecret(state, 'cursor-key', newKey);
  const key = signingKey(await keptSecret(state, 'signing-seed', newKey));
  const { clock, logger } = context;
  const marks = checkpoints({ audit: stores.audit, state, clock, key });
  const audit = auditWriter({ audit: stores.audit, checkpoints: marks, every: limits.checkpointEvery, logger });
  const nameIntent = intentNames();

  const missing = await missingHeads(stores.audit, marks);
  const { head } = await stores.audit.append({ entries: [] });
  const processes = writingProcesses({
    state,
    clock,
    writer: head.writer,
    profiles: () => profiles.generation,
  });
  const reconcile = () =>
    reconcileIntents({
      audit: stores.audit,
      records: stores.records,
      append: audit.append,
      clock,
      present: async () => new Set([...(await processes.present()), ...((await options.chains?.()) ?? [])]),
    });
  await processes.announce();
  // Whoever installs profiles waits for those that have announced themselves; what came before that is taken up here.
  if (await profiles.refresh()) await processes.announce();
  const settled = await reconcile();
  const trailOf = (agent: AuditAgent) =>
    auditTrail({
      append: audit.append,
      nameIntent,
      clock,
      requestId: newId((size) => context.randomBytes(size)),
      agent,
      purposeOfUse: 'HSYSADMIN',
    });
  await trailOf(recordAgent).event({
    action: 'start',
    outcome: missing === 0 ? 'success' : 'failure',
    detail: `settled ${settled.success} success ${settled.failure} failure ${settled.unknown} unknown; chains cut ${missing}`,
  });
  if (missing > 0) {
    logger.error('The audit log is shorter than its signed checkpoints say. Verify it, and find out who cut it.', {
      chains: missing,
    });
  }
  await marks.sign();
  const index = await openSearchIndex({ records: stores.records, state, logger, fullText: options.fullText });
  if (index.rules() === 'newer') logger.error(newerRules);
  const due = index.due();
  if (due !== undefined) {
    logger.warn(
      'A reindex is due. Until then some searches miss what they should find, or are not offered. Run: baseplate reindex',
      {
        parameters: due.parameters,
        rules: due.rules,
      },
    );
  }
  const tellPackages = async () => {
    // What is about to be mended is not in force here.
    if (options.mending) return;
    await auditPackages({ packages: profiles.packages, state, event: (agent, event) => trailOf(agent).event(event) });
  };
  await tellPackages();
  profiles.watch(async () => {
    await tellPackages();
    await processes.announce();
  });
  const presence = keepPresence({ processes, reconcile, logger });
  const parts: RecordParts = {
    records: stores.records,
    documents: stores.documents,
    state,
    index,
    terminology: createTerminologyKeeper({
      records: stores.records,
      baseUrl: options.baseUrl,
      now: () => clock.now(),
      limits,
    }),
    context,
    epoch: options.epoch,
    limits,
    profiles,
    cursors: cursorCodec(cursorKey, (size) => context.randomBytes(size)),
    turns: turns(),
    times: commitTimes(),
    bundles: bundlesInWork(),
    baseUrl: options.baseUrl,
    committed: options.committed,
  };
  return { parts, audit, nameIntent, checkpoints: marks, presence };
}
