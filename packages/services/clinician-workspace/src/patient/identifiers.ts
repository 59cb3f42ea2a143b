import { nhsNumberSystem } from '@baseplate-epr/clinical-format';
import type { Patient } from '@medplum/fhirtypes';

/** The numbers that hospitals gave a patient: those marked as medical record numbers, else everything that is no NHS number. */
export function identifiersOf({ identifier = [] }: Patient): { readonly hospital: readonly string[] } {
  const others = identifier.filter(
    ({ system, value, use }) => system !== nhsNumberSystem && value !== undefined && use !== 'old',
  );
  const marked = others.filter(({ type }) => type?.coding?.some(({ code }) => code === 'MR'));
  return {
    hospital: (marked.length > 0 ? marked : others).flatMap(({ value }) => (value === undefined ? [] : [value])),
  };
}
