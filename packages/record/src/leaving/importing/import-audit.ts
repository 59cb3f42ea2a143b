import type { ChainedAuditEntry } from '@baseplate-epr/contracts';
import { requireWanted } from '../../change-over/cancelled.ts';
import { readAuditEntries, readAuditHeads } from '../reading/read-audit.ts';
import type { ImportOptions } from './import-options.ts';

const entriesAtOnce = 1000;
const charactersAtOnce = 4_000_000;

/** Loads every audit chain as it is. Idempotent: what an earlier run has brought, as the ends of the chains there say, is passed over. */
export async function importAudit(options: ImportOptions): Promise<void> {
  const { archive, stores, signal, onProgress } = options;
  const { directory, manifest } = archive;
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

/** How the chains of an archive stand in the record they came to. */
export interface ImportedAudit {
  /** Entries there now, the record's own included; and chains of the archive that are there whole. */
  readonly entries: number;
  readonly chains: number;
  /** Broken or missing places, in words. */
  readonly faults: readonly string[];
}

/** Recomputes every chain where it is now, and compares it with the ends that the archive names. */
export async function compareAudit({ archive, stores }: ImportOptions): Promise<ImportedAudit> {
  const known = await readAuditHeads(archive.directory);
  const { faults, heads, entries } = await stores.audit.verify({ known });
  const words = faults.map(({ writer, sequence, fault }) => `Entry ${sequence} of chain ${writer} is ${fault}.`);
  const there = new Map(heads.map(({ writer, sequence }) => [writer, sequence]));
  const short = known.filter(({ writer, sequence }) => (there.get(writer) ?? 0) < sequence);
  const broken = new Set([...faults, ...short].map(({ writer }) => writer));
  const chains = known.filter(({ writer }) => !broken.has(writer)).length;
  return { entries, chains, faults: [...words, ...short.map(({ writer }) => `Chain ${writer} is not all there.`)] };
}
