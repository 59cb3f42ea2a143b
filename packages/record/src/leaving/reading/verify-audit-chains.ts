import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditHead } from '@baseplate-epr/contracts';
import { requireWanted } from '../../change-over/cancelled.ts';
import type { ArchiveManifest } from '../format/archive-manifest.ts';
import { archivePaths } from '../format/archive-paths.ts';
import { chainOrigin } from '../format/audit-lines.ts';
import type { ArchiveFindings } from './archive-findings.ts';
import { readAuditEntries, readAuditHeads, readCheckpoints } from './read-audit.ts';
import type { VerifyOptions } from './verify-archive.ts';

/** Recomputes every audit chain, and compares it with its end and with every signed checkpoint. */
export async function verifyAuditChains(
  { directory, signal }: VerifyOptions,
  manifest: ArchiveManifest,
  findings: ArchiveFindings,
): Promise<void> {
  const heads = await readAuditHeads(directory);
  const { checkpoints, signed } = await signedHeads(directory, findings);
  const known = new Map([...signed, ...heads].map((head) => [placeOf(head), head.hash]));
  let entries = 0;
  let last: AuditHead = { writer: '', sequence: 0, hash: chainOrigin };
  for await (const { entry, hashAfter } of readAuditEntries(directory)) {
    if (entries % 1000 === 0) requireWanted(signal);
    entries += 1;
    const before = entry.writer === last.writer ? last : { sequence: 0, hash: chainOrigin };
    const name = `entry ${entry.sequence} of chain ${entry.writer}`;
    if (entry.sequence !== before.sequence + 1)
      findings.add(archivePaths.auditEntries, `${name} does not follow the one before it`);
    else if (hashAfter(before.hash) !== entry.hash)
      findings.add(archivePaths.auditEntries, `${name} does not have its hash`);
    const expected = known.get(placeOf(entry));
    if (expected !== undefined && expected !== entry.hash) {
      findings.add(archivePaths.auditEntries, `${name} is another one than was signed`);
    }
    known.delete(placeOf(entry));
    last = entry;
  }
  for (const place of known.keys())
    findings.add(archivePaths.auditEntries, `entry ${place} is missing, and was signed`);
  const { audit } = manifest;
  if (checkpoints !== audit.checkpoints) {
    findings.add(archivePaths.checkpoints, `has ${checkpoints} lines; the manifest says ${audit.checkpoints}`);
  }
  if (entries !== audit.entries || heads.length !== audit.chains) {
    findings.add(
      archivePaths.auditEntries,
      `has ${entries} entries in ${heads.length} chains; the manifest says ${audit.entries} in ${audit.chains}`,
    );
  }
}

async function signedHeads(directory: string, findings: ArchiveFindings) {
  const publicKey = createPublicKey(await readFile(join(directory, archivePaths.publicKey), 'utf8'));
  const signed: AuditHead[] = [];
  const checkpoints = await readCheckpoints(directory);
  for (const { key, value } of checkpoints) {
    const { statement = '', signature = '' }: Record<string, string> = JSON.parse(value);
    const holds = verify(null, Buffer.from(statement), publicKey, Buffer.from(signature, 'base64url'));
    if (holds) signed.push(...(JSON.parse(statement) as { readonly heads: readonly AuditHead[] }).heads);
    else findings.add(archivePaths.checkpoints, `${key} does not carry the record's signature`);
  }
  return { checkpoints: checkpoints.length, signed };
}

function placeOf({ writer, sequence }: Pick<AuditHead, 'writer' | 'sequence'>): string {
  return `${sequence} of chain ${writer}`;
}
