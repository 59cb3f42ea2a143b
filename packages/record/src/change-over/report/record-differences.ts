import type { RecordComparison, RecordDifference, VersionPart } from '../comparison-types.ts';
import type { NamedFailure } from '../copy-types.ts';
import type { ReportDifference } from './difference-types.ts';
import { namedDifference } from './named-difference.ts';
import type { ReconciliationReport } from './report-types.ts';

type Sides = ReconciliationReport['sides'];

const partWords: Readonly<Record<VersionPart, string>> = {
  text: 'the text',
  lastUpdated: 'the time of the last update',
  deleted: 'whether it is deleted',
  compartments: 'the patients it belongs to',
};

/** What the comparison of two record stores found, in words. `rejected` says why versions are missing. */
export function recordDifferences(
  { differences, complete, atRest }: RecordComparison,
  sides: Sides,
  rejected: readonly NamedFailure[],
): readonly ReportDifference[] {
  const reasons = new Map(rejected.map((one) => [versionKey(one), one.reason]));
  const named = differences.map((difference) => inWords(difference, sides, reasons));
  if (!complete) {
    const words = 'There are further differences that are not named here, or a store could not be read to its end.';
    named.push(namedDifference({ store: 'records', kind: 'incomplete', words, explainable: false }));
  }
  if (!atRest) {
    const words = 'A store was written while the two were compared, so some differences may be of that time only.';
    named.push(namedDifference({ store: 'records', kind: 'not-at-rest', words }));
  }
  return named;
}

function inWords(difference: RecordDifference, sides: Sides, reasons: ReadonlyMap<string, string>): ReportDifference {
  if (difference.kind === 'damaged') {
    const { side, bucket, suspects } = difference;
    const names = suspects.map(versionKey);
    const about = names.length === 0 ? '' : ` It can be: ${names.join(', ')}.`;
    const words = `Versions that ${sides[side]} gives out are not those it was given (range ${bucket}).${about}`;
    const patients = [...new Set(suspects.flatMap((suspect) => suspect.patients))];
    return namedDifference({ store: 'records', kind: 'damaged', words, patients });
  }
  const { type, id, versionId, patients = [] } = difference;
  const about = {
    store: 'records',
    patients,
    ...(type === undefined ? {} : { resource: `${type}/${id}`, versionId }),
  } as const;
  switch (difference.kind) {
    case 'missing': {
      const reason = reasons.get(versionKey(difference));
      const why = reason === undefined || difference.missingIn === 'left' ? '' : ` It was rejected: ${reason}`;
      return namedDifference({ ...about, kind: 'missing', words: `Missing in ${sides[difference.missingIn]}.${why}` });
    }
    case 'content': {
      const parts = difference.parts.map((part) => partWords[part]).join(', ');
      return namedDifference({ ...about, kind: 'content', words: `Differs in ${parts}.` });
    }
    case 'unreadable': {
      const words = `${sides[difference.side]} cannot read it: ${difference.reason}`;
      return namedDifference({ ...about, kind: 'unreadable', words });
    }
  }
}

/** `Type/id version 3`. */
export function versionKey({ type, id, versionId }: { type: string; id: string; versionId: string }): string {
  return `${type}/${id} version ${versionId}`;
}
