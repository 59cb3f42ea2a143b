import type { Patient } from '@medplum/fhirtypes';
import { nhsNumberSystem } from '../nhs-number/nhs-number.ts';

/** The numbers that hospitals gave a patient: those marked as medical record numbers, else everything that is no NHS number. */
export function hospitalNumbersOf({ identifier = [] }: Patient): readonly string[] {
  const others = identifier.filter(
    ({ system, value, use }) => system !== nhsNumberSystem && value !== undefined && use !== 'old',
  );
  const marked = others.filter(({ type }) => type?.coding?.some(({ code }) => code === 'MR'));
  return (marked.length > 0 ? marked : others).flatMap(({ value }) => (value === undefined ? [] : [value]));
}
