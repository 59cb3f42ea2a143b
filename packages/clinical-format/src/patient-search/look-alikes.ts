import type { Patient } from '@medplum/fhirtypes';
import { chooseName } from '../names/choose-name.ts';

/** Why a patient on a list can be mistaken for another on it, by patient id. */
export function lookAlikes(patients: readonly Patient[], now: number): ReadonlyMap<string, string> {
  const warnings = new Map<string, string>();
  for (const patient of patients) {
    const others = patients.filter((other) => other !== patient);
    const name = nameKey(patient, now);
    const { birthDate } = patient;
    const sameName = others.filter((other) => name !== undefined && nameKey(other, now) === name);
    const sameBirth = others.filter((other) => birthDate !== undefined && other.birthDate === birthDate);
    const warning = sameName.some((other) => sameBirth.includes(other))
      ? 'Another patient has the same name and date of birth'
      : sameName.length > 0
        ? 'Another patient has the same name'
        : sameBirth.some((other) => sharesName(patient, other, now))
          ? 'Another patient has a like name and the same date of birth'
          : undefined;
    if (warning !== undefined) warnings.set(patient.id ?? '', warning);
  }
  return warnings;
}

function nameKey(patient: Patient, now: number): string | undefined {
  const name = chooseName(patient, now);
  if (name === undefined) return undefined;
  return fold([name.family ?? name.text ?? '', name.given[0] ?? ''].join('\n'));
}

function sharesName(one: Patient, other: Patient, now: number): boolean {
  const first = chooseName(one, now);
  const second = chooseName(other, now);
  if (first === undefined || second === undefined) return false;
  const family = fold(first.family ?? '') !== '' && fold(first.family ?? '') === fold(second.family ?? '');
  const given = fold(first.given[0] ?? '') !== '' && fold(first.given[0] ?? '') === fold(second.given[0] ?? '');
  return family || given;
}

/** Case and marks do not make two names different at a glance. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
