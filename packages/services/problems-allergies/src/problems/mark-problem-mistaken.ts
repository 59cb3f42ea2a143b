import { describeProblem, rowList } from '@baseplate-epr/clinical-format';
import type { Annotation, Condition } from '@medplum/fhirtypes';
import { readOwn } from '../change/read-own.ts';
import { reasonedChange } from '../change/reasoned-change.ts';
import { conditionCertainty } from '../change/terms.ts';
import { noteOf } from '../change/written-by.ts';
import type { Visit } from '../service/visit.ts';
import { problemRow } from './problem-row.ts';

/** Marks a problem as entered in error, with a reason. It stays visible as what it is, never as a problem. */
export function markProblemMistaken(visit: Visit, id: string): Promise<Response> {
  return reasonedChange<Condition>(visit, {
    form: 'problem-in-error',
    read: () => readOwn(visit, 'Condition', id),
    heading: (problem) => `Entered in error: ${describeProblem(problem).name}`,
    shown: (problem, directory) => rowList([problemRow(problem, directory)]),
    explanation:
      'Use this if it should never have been recorded, for example for the wrong patient. If it was true and is over, resolve it instead.',
    button: 'Mark as entered in error',
    isDone: (problem) => describeProblem(problem).certainty === 'Entered in error',
    apply: (problem, reason) => withoutStatus(problem, noteOf(visit, `Entered in error: ${reason}`)),
    done: (problem) => `Marked as entered in error: ${describeProblem(problem).name}.`,
    afterwards: '/problems',
  });
}

/**
 * R4 lets nothing that was entered in error have a clinical status (invariant con-5), and nothing without one have an end (con-4), so
 * both go; earlier versions keep them.
 */
function withoutStatus(problem: Condition, note: Annotation): Condition {
  const {
    clinicalStatus: _status,
    abatementDateTime: _dateTime,
    abatementAge: _age,
    abatementPeriod: _period,
    abatementRange: _range,
    abatementString: _string,
    ...rest
  } = problem;
  return {
    ...rest,
    verificationStatus: conditionCertainty('entered-in-error', 'Entered in Error'),
    note: [...(problem.note ?? []), note],
  };
}
