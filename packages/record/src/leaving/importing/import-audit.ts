import type { AuditHead, ChainedAuditEntry } from '@baseplate-epr/contracts';
import { requireWanted } from '../../change-over/cancelled.ts';
import type { ArchiveManifest } from '../format/archive-manifest.ts';
import { readAuditEntries, readAuditHeads } from '../reading/read-audit.ts';
import type { ImportOptions, ImportResult } from './import-options.ts';

const entriesAtOnce = 1000;
const charactersAtOnce = 4_000_000;

/** Loads every audit chain as it is. Idempotent: what an earlier run has brought, as the ends of the chains there say, is passed over. */
export async function importAudit(options: ImportOptions, manifest: ArchiveManifest): Promise<void> {
  const { directory, stores, signal, onProgress } = options;
  const { heads } = await stores.audit.heads();
  const there = new Map(heads.map(({ writer, sequence }) => [writer, sequence]));
  let entries: ChainedAuditEntry[] = [];
  let size = 0;
  let done = 0;
  const load = async () => {
    if (entries.length > 0) await stores.audit.load({ entries });
    entries = [];
    size = 0;
    onProgress?.({ phase: 'audit', done, total: manifest.audit.entries });
  };
  for await (const { entry } of readAuditEntries(directory)) {
    requireWanted(signal);
    done += 1;
    if (entry.sequence <= (there.get(entry.writer) ?? 0)) continue;
    entries.push(entry);
    size += entry.patients.length * 40 + entry.resources.length * 60 + 500;
    if (entries.length >= entriesAtOnce || size >= charactersAtOnce) await load();
  }
  await load();
}

/** Recomputes every chain where it is now, and compares it with the ends that the archive names. */
export async function compareAudit({ directory, stores }: ImportOptions): Promise<ImportResult['audit']> {
  const known = await readAuditHeads(directory);
  const { faults, heads, entries } = await stores.audit.verify({ known });
  const words = faults.map(({ writer, sequence, fault }) => `entry ${sequence} of chain ${writer} is ${fault}`);
  const missing = known.filter((head) => !isThere(head, heads)).map(({ writer }) => `chain ${writer} is not there`);
  return { intact: words.length + missing.length === 0, entries, chains: known.length, faults: [...words, ...missing] };
}

function isThere({ writer, sequence }: AuditHead, heads: readonly AuditHead[]): boolean {
  return heads.some((head) => head.writer === writer && head.sequence >= sequence);
}
