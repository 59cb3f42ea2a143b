import { epochOfFhirDate } from '@baseplate-epr/clinical-format';
import type { FhirClient } from '@baseplate-epr/fhir-client';
import type { Condition, Encounter, Observation, Patient } from '@medplum/fhirtypes';
import { pregnancyCodes, systems } from './codes.ts';

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

/** Reads them, all at once. */
export async function readPatientFacts(record: FhirClient, patient: string): Promise<PatientFacts> {
  const [person, decisions, pregnancies, admissions] = await Promise.all([
    record.read('Patient', patient),
    record.search('Observation', {
      patient,
      code: `${systems.spO2Scale}|decision`,
      status: 'final,amended,corrected',
      _sort: '-date',
      _count: 20,
    }),
    record.search('Condition', {
      patient,
      code: pregnancyCodes.map((code) => `${systems.snomed}|${code}`).join(','),
      _count: 20,
    }),
    record.search('Encounter', { patient, status: 'in-progress', class: 'IMP', _sort: '-date', _count: 3 }),
  ]);
  return {
    patient: person,
    decisions: decisions.matches,
    pregnancies: pregnancies.matches,
    admissions: admissions.matches,
  };
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
