import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditHead } from '@baseplate-epr/contracts';
import { archivePaths } from '../format/archive-paths.ts';
import { type ArchivedEntry, readAuditLine } from '../format/audit-lines.ts';
import { readLines } from './read-lines.ts';

/** Every audit entry of an archive, chain by chain. */
export async function* readAuditEntries(directory: string): AsyncGenerator<ArchivedEntry, void, undefined> {
  const stream = createReadStream(join(directory, archivePaths.auditEntries));
  for await (const line of readLines(stream)) yield readAuditLine(line);
}

/** The ends of its chains. */
export async function readAuditHeads(directory: string): Promise<readonly AuditHead[]> {
  const text = await readFile(join(directory, archivePaths.auditHeads), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as AuditHead]));
}

/** A checkpoint of an archive: the key and value that it had in the record's state. */
export interface ArchivedCheckpoint {
  readonly key: string;
  readonly value: string;
}

/** Its checkpoints; the last is the one that the export itself has signed. */
export async function readCheckpoints(directory: string): Promise<readonly ArchivedCheckpoint[]> {
  const text = await readFile(join(directory, archivePaths.checkpoints), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ArchivedCheckpoint]));
}
