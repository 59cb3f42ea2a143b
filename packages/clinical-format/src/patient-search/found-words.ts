import { type FoundPatients, foundLimit } from './find-patients.ts';

/** How many were found, or why none were, in a sentence that is also read out. */
export function foundWords(found: FoundPatients): string {
  switch (found.outcome) {
    case 'withheld':
      return 'Patients are withheld for your role.';
    case 'too-wide':
      return 'Too many patients match. Add a first name, a date of birth or a number.';
    case 'nothing-asked':
      return 'Type at least two letters of a name, a date of birth or a number.';
    case 'found':
      return found.more
        ? `More than ${foundLimit} patients match; the first ${foundLimit} are shown. Add a first name, a year of birth or a number.`
        : countWords(found.patients.length);
  }
}

function countWords(count: number): string {
  if (count === 0) return 'No patient found';
  return count === 1 ? '1 patient found' : `${count} patients found`;
}

/** What else can be tried when nobody was found, as sentences of a list. */
export const searchAdvice: readonly string[] = [
  'only the beginning of the family name, or only the date of birth',
  'another spelling, or an earlier name',
  'the NHS number from a letter or wristband',
];

/** That nobody was found is no proof. */
export const notFoundCaution = 'No match here does not mean that somebody has no record elsewhere.';

/** What the field of a search takes. */
export const findHint = 'Name, NHS number, date of birth or hospital number';
