import type { StoredVersion } from '@baseplate-epr/contracts';
import { giveOut } from '../binary/give-out.ts';
import type { RecordIssue } from '../error/record-issue.ts';
import type { RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';

/** A write's result with the version as it is given out. */
export async function writeResult(
  parts: RecordParts,
  outcome: WriteResult['outcome'],
  stored: StoredVersion,
  issues: readonly RecordIssue[],
): Promise<WriteResult> {
  const [version] = await giveOut(parts, [stored]);
  return version === undefined ? { outcome, issues } : { outcome, version, issues };
}
