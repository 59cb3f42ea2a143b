import type { DocumentComparison, DocumentDifference } from '../documents/document-types.ts';
import type { ReportDifference } from './difference-types.ts';
import { namedDifference } from './named-difference.ts';
import type { ReconciliationReport, StoreFacts } from './report-types.ts';

type Sides = ReconciliationReport['sides'];

/** What the comparison of two document stores found, in words. */
export function documentDifferences(
  { differences, complete }: DocumentComparison,
  sides: Sides,
): readonly ReportDifference[] {
  const named = differences.map((difference) =>
    namedDifference({
      store: 'documents',
      kind: difference.kind,
      resource: `document ${difference.sha256}`,
      words: inWords(difference, sides),
    }),
  );
  if (complete) return named;
  const words = 'There are further documents that differ and are not named here.';
  return [...named, namedDifference({ store: 'documents', kind: 'incomplete', words, explainable: false })];
}

/** The figures of a comparison. */
export function documentFacts({ documents, bytes }: DocumentComparison): StoreFacts {
  const written = (count: number) => count.toLocaleString('en-GB');
  return {
    name: 'Documents',
    facts: [
      { label: 'Number', left: written(documents.left), right: written(documents.right) },
      { label: 'Bytes', left: written(bytes.left), right: written(bytes.right) },
    ],
  };
}

function inWords(difference: DocumentDifference, sides: Sides): string {
  switch (difference.kind) {
    case 'missing':
      return `Missing in ${sides[difference.missingIn]}.`;
    case 'size':
      return `${difference.left} bytes in ${sides.left}, ${difference.right} in ${sides.right}.`;
    case 'unreadable':
      return `${sides[difference.side]} cannot read it whole: ${difference.reason}`;
  }
}
