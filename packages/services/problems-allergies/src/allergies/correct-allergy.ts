import { codesOf, describeAllergy, rowList } from '@baseplate-epr/clinical-format';
import type { AllergyIntolerance } from '@medplum/fhirtypes';
import { readOwn } from '../change/read-own.ts';
import { type ReasonedChange, reasonedChange } from '../change/reasoned-change.ts';
import { allergyCertainty, allergyStatus } from '../change/terms.ts';
import { noteOf } from '../change/written-by.ts';
import type { Visit } from '../service/visit.ts';
import { allergyRow } from './allergy-row.ts';

/** Says, with a reason, that somebody is not allergic after all. */
export function refuteAllergy(visit: Visit, id: string): Promise<Response> {
  return reasonedChange<AllergyIntolerance>(visit, {
    ...common(visit, id, 'refuted'),
    form: 'refuted-allergy',
    heading: (allergy) => `Refute: ${describeAllergy(allergy).substance}`,
    explanation:
      'Use this if it was found not to be an allergy, for example after a test or a safe exposure. It stays visible as refuted.',
    button: 'Mark as refuted',
    apply: (allergy, reason) => ({
      ...allergy,
      clinicalStatus: allergyStatus('inactive', 'Inactive'),
      verificationStatus: allergyCertainty('refuted', 'Refuted'),
      note: [...(allergy.note ?? []), noteOf(visit, `Refuted: ${reason}`)],
    }),
    done: (allergy) => `Marked as refuted: ${describeAllergy(allergy).substance}.`,
  });
}

/** Says, with a reason, that an allergy should never have been recorded. */
export function markAllergyMistaken(visit: Visit, id: string): Promise<Response> {
  return reasonedChange<AllergyIntolerance>(visit, {
    ...common(visit, id, 'entered-in-error'),
    form: 'allergy-in-error',
    heading: (allergy) => `Entered in error: ${describeAllergy(allergy).substance}`,
    explanation:
      'Use this if it should never have been recorded, for example for the wrong patient. It stays visible as entered in error.',
    button: 'Mark as entered in error',
    // R4 (invariant ait-2) takes the clinical status away: there is nothing that could be active.
    apply: ({ clinicalStatus: _status, ...allergy }, reason) => ({
      ...allergy,
      verificationStatus: allergyCertainty('entered-in-error', 'Entered in Error'),
      note: [...(allergy.note ?? []), noteOf(visit, `Entered in error: ${reason}`)],
    }),
    done: (allergy) => `Marked as entered in error: ${describeAllergy(allergy).substance}.`,
  });
}

function common(
  visit: Visit,
  id: string,
  verification: string,
): Pick<ReasonedChange<AllergyIntolerance>, 'read' | 'shown' | 'isDone' | 'afterwards'> {
  return {
    read: () => readOwn(visit, 'AllergyIntolerance', id),
    shown: (allergy, directory) => rowList([allergyRow(allergy, directory)]),
    isDone: ({ verificationStatus }) => codesOf(verificationStatus)[0]?.code === verification,
    afterwards: '/allergies',
  };
}
