import type { AuditHead, AuditPlace } from '@baseplate-epr/contracts';
import { keptCheckpoints } from '../../audit/kept-checkpoints.ts';
import { requireWanted } from '../../change-over/cancelled.ts';
import { keptSecret } from '../../keys/kept-secret.ts';
import { signingKey } from '../../keys/signing-key.ts';
import { recordNamespace } from '../../record-namespace.ts';
import { archivePaths } from '../format/archive-paths.ts';
import { auditLine } from '../format/audit-lines.ts';
import type { ArchiveFolder } from './archive-folder.ts';
import type { ExportOptions } from './export-options.ts';

const limit = 1000;
const noteEvery = 50_000;

/**
 * Writes every audit chain up to its end at one moment, which is after the mark of the record: so whatever was done to the versions here is
 * told. The ends are signed with the record's key, like its own checkpoints, which are here as well.
 */
export async function exportAudit(folder: ArchiveFolder, options: ExportOptions): Promise<void> {
  const { progress } = folder;
  const { audit } = options.stores;
  if (progress.heads === undefined) {
    await exportHeads(folder, options);
    await folder.keep();
  }
  const ends = new Map((progress.heads ?? []).map(({ writer, sequence }) => [writer, sequence]));
  const total = [...ends.values()].reduce((sum, sequence) => sum + sequence, 0);
  let noted = progress.audit.entries;
  for (let after: AuditPlace | undefined = progress.audit.after; ; ) {
    requireWanted(options.signal);
    const page = await audit.chains({ limit, ...(after === undefined ? {} : { after }) });
    for (const entry of page.entries) {
      if (entry.sequence > (ends.get(entry.writer) ?? 0)) continue;
      await folder.append(archivePaths.auditEntries, auditLine(entry));
      progress.audit.entries += 1;
    }
    if (page.next === undefined) break;
    after = page.next;
    progress.audit.after = after;
    options.onProgress?.({ phase: 'audit', done: progress.audit.entries, total });
    if (progress.audit.entries - noted < noteEvery) continue;
    await folder.keep();
    noted = progress.audit.entries;
  }
}

/** Notes the ends of the chains. The checkpoints are read before them, so that none of these is of an entry that is not here. */
async function exportHeads(folder: ArchiveFolder, options: ExportOptions): Promise<void> {
  const { stores, clock, randomBytes } = options;
  const { progress } = folder;
  const state = stores.state.namespace({ name: recordNamespace });
  const seed = await keptSecret(state, 'signing-seed', () => Buffer.from(randomBytes(32)).toString('base64url'));
  const key = signingKey(seed);
  let count = 0;
  for await (const { key: name, value } of keptCheckpoints(state)) {
    await folder.append(archivePaths.checkpoints, checkpointLine(name, value));
    count += 1;
  }
  const { heads } = await stores.audit.heads();
  const statement = JSON.stringify({ time: clock.now(), heads: heads.map(headOf) });
  const value = JSON.stringify({ statement, signature: key.sign(statement) });
  await folder.append(archivePaths.checkpoints, checkpointLine('export', value));
  for (const head of heads) await folder.append(archivePaths.auditHeads, `${JSON.stringify(headOf(head))}\n`);
  await folder.put(archivePaths.publicKey, key.publicKey);
  progress.audit.checkpoints = count + 1;
  progress.heads = heads;
}

function headOf({ writer, sequence, hash }: AuditHead): AuditHead {
  return { writer, sequence, hash };
}

/** What was kept is a JSON object with a statement and its signature; one that is not, somebody has altered. */
function checkpointLine(key: string, value: string): string {
  return `${JSON.stringify({ key, value })}\n`;
}
