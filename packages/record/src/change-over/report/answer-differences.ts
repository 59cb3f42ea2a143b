import type { AnsweredSide, AnswerFault, CheckedAnswers, SearchedBy } from '../answers/answer-types.ts';
import type { ReportDifference } from './difference-types.ts';
import { namedDifference } from './named-difference.ts';
import type { ReconciliationReport, StoreFacts } from './report-types.ts';

type Sides = ReconciliationReport['sides'];

const byWords: Readonly<Record<SearchedBy, string>> = {
  id: 'by its id',
  compartment: 'in the chart of its patient',
  identifier: 'by its identifiers',
};

/** Where the answers of stores do not agree, in words. */
export function answerDifferences({ faults, complete }: CheckedAnswers, sides: Sides): readonly ReportDifference[] {
  const named = faults.map((fault) => {
    const { kind, type, id, versionId, patients } = fault;
    const about = { store: 'records', kind, patients, resource: `${type}/${id}`, versionId } as const;
    return namedDifference({ ...about, words: wordsOf(fault, sides) });
  });
  if (complete) return named;
  const words = 'There are further answers that do not agree, and are not named here.';
  return [...named, namedDifference({ store: 'records', kind: 'incomplete', words, explainable: false })];
}

function wordsOf(fault: AnswerFault, sides: Sides): string {
  switch (fault.kind) {
    case 'stale-read': {
      const given = fault.given === undefined ? 'nothing' : `version ${fault.given}`;
      return `In ${sides[fault.side]} a read gives ${given}, though this version is newer: whoever opens the chart does not see it.`;
    }
    case 'unfound':
      return `In ${sides[fault.side]} a read gives this version, but no search finds it ${byWords[fault.by]}. Making the index anew may mend it.`;
    case 'overfound':
      return `In ${sides[fault.side]} a search finds it ${byWords[fault.by]}, though by what a read gives it does not belong there. Making the index anew may mend it.`;
    case 'order':
      return `The stores give the same versions in another order; this is the first that is another, at place ${fault.place.toLocaleString('en-GB')}. Who follows changes hears of them in another order, and may have to begin again.`;
  }
}

/** How much was asked, on the page. */
export function answerFacts({ left, right }: CheckedAnswers): StoreFacts {
  const fact = (label: string, of: (side: AnsweredSide) => string) => {
    const [ofLeft, ofRight] = [of(left), of(right)];
    return { label, left: ofLeft, right: ofRight, differs: ofLeft !== ofRight };
  };
  const searched = fact('Resources read and searched for', ({ resources }) => resources.toLocaleString('en-GB'));
  // So many that the result stays in sight on a phone.
  const ordered = fact('Order of all changes (SHA-256)', ({ order = '' }) => order.slice(0, 12));
  return { name: 'Answers', facts: ordered.left === '' ? [searched] : [searched, ordered] };
}
