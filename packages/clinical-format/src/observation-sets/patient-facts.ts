import type { Condition, Encounter, Observation, Patient } from '@medplum/fhirtypes';
import { epochOfFhirDate } from '../dates/fhir-date.ts';

/** What scoring has to know of the patient. */
export interface PatientFacts {
  readonly patient: Patient;
  /** Decisions about the SpO₂ scale, newest first. */
  readonly decisions: readonly Observation[];
  /** Pregnancies, past ones too. */
  readonly pregnancies: readonly Condition[];
  /** Admissions in progress, newest first. */
  readonly admissions: readonly Encounter[];
}

/** The decision about the SpO₂ scale that was in force at a moment; `undefined` means that scale 1 holds by default. */
export function decisionAt({ decisions }: PatientFacts, at: number): Observation | undefined {
  return decisions.find(({ effectiveDateTime }) => (epochOfFhirDate(effectiveDateTime) ?? 0) <= at);
}

/** Whether somebody was pregnant at a moment. A pregnancy without dates counts while it is active. */
export function pregnantAt({ pregnancies }: PatientFacts, at: number): boolean {
  return pregnancies.some((condition) => {
    const { onsetDateTime, abatementDateTime, verificationStatus, clinicalStatus } = condition;
    const verified = verificationStatus?.coding?.[0]?.code;
    if (verified === 'entered-in-error' || verified === 'refuted') return false;
    const from = epochOfFhirDate(onsetDateTime ?? condition.recordedDate) ?? Number.NEGATIVE_INFINITY;
    const until = epochOfFhirDate(abatementDateTime);
    const status = clinicalStatus?.coding?.[0]?.code;
    const active = status === undefined || ['active', 'recurrence', 'relapse'].includes(status);
    return at >= from && (until === undefined ? active : at <= until);
  });
}
