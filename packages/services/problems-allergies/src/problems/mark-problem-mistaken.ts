import { rowList } from '@baseplate-epr/clinical-format';
import type { Condition } from '@medplum/fhirtypes';
import { readOwn } from '../change/read-own.ts';
import { reasonedChange } from '../change/reasoned-change.ts';
import { conditionCertainty } from '../change/terms.ts';
import { noteOf } from '../change/written-by.ts';
import type { Visit } from '../service/visit.ts';
import { describeProblem } from './describe-problem.ts';
import { problemRow } from './problem-row.ts';

/** Marks a problem as entered in error, with a reason. It stays visible as what it is, never as a problem. */
export function markProblemMistaken(visit: Visit, id: string): Promise<Response> {
  return reasonedChange<Condition>(visit, {
    read: () => readOwn(visit, 'Condition', id),
    heading: (problem) => `Entered in error: ${describeProblem(problem).name}`,
    shown: (problem) => rowList([problemRow(problem, { resources: [], withheld: false })]),
    explanation:
      'Use this if it should never have been recorded, for example for the wrong patient. If it was true and is over, resolve it instead.',
    button: 'Mark as entered in error',
    isDone: (problem) => describeProblem(problem).certainty === 'Entered in error',
    // A clinical status says that the problem is there, so R4 (invariant con-5) takes it away.
    apply: ({ clinicalStatus: _status, ...problem }, reason) => ({
      ...problem,
      verificationStatus: conditionCertainty('entered-in-error', 'Entered in Error'),
      note: [...(problem.note ?? []), noteOf(visit, `Entered in error: ${reason}`)],
    }),
    done: (problem) => `Marked as entered in error: ${describeProblem(problem).name}.`,
    afterwards: '/problems',
  });
}
