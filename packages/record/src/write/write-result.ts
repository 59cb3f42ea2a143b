import type { StoredVersion } from '@baseplate-epr/contracts';
import { findPlaceholder } from '../binary/binary-placeholder.ts';
import { giveOutOne } from '../binary/give-out.ts';
import type { RecordIssue } from '../error/record-issue.ts';
import type { RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { Plan } from './carry-out.ts';

/**
 * A write's result with the version as it is given out; a promise for a Binary alone.
 *
 * @param raw - a raw upload: its version is told without `data`, which may be larger than any JSON should be.
 */
export function writeResult(
  parts: RecordParts,
  outcome: WriteResult['outcome'],
  stored: StoredVersion,
  issues: readonly RecordIssue[],
  raw = false,
): WriteResult | Promise<WriteResult> {
  const told = raw ? { ...stored, text: withoutData(stored.text) } : stored;
  const given = giveOutOne(parts.documents, told);
  if (given instanceof Promise) return given.then((version) => ({ outcome, version, issues }));
  return { outcome, version: given, issues };
}

/** The result of a write that is planned, as it is planned and as it may be kept. */
export async function plannedResult(
  parts: RecordParts,
  outcome: WriteResult['outcome'],
  planned: StoredVersion,
  issues: readonly RecordIssue[],
  raw = false,
): Promise<Required<Pick<Plan<WriteResult>, 'result' | 'asKept'>>> {
  const tell = (stored: StoredVersion) => writeResult(parts, outcome, stored, issues, raw);
  return {
    result: await tell(planned),
    asKept: async (versions) => tell(versions.get(`${planned.type}/${planned.id}`) ?? planned),
  };
}

/** The record itself wrote the data of a raw upload, as the last member. */
function withoutData(text: string): string {
  const found = findPlaceholder(text);
  return found === undefined ? text : `${text.slice(0, found.start - ',"data":'.length)}${text.slice(found.end)}`;
}
