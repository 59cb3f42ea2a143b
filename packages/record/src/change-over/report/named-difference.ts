import { createHash } from 'node:crypto';
import type { ReportDifference } from './difference-types.ts';

/** Gives a difference the id that it has in every report. */
export function namedDifference(
  given: Omit<ReportDifference, 'id' | 'explainable' | 'patients'> & Partial<ReportDifference>,
): ReportDifference {
  const { store, kind, words, resource = '', versionId = '' } = given;
  const key = [store, kind, resource, versionId, words].join('\0');
  const id = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return { explainable: true, patients: [], ...given, id };
}
