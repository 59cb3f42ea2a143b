const words: Readonly<Record<string, string>> = {
  male: 'Male',
  female: 'Female',
  other: 'Other',
  unknown: 'Not known',
};

/** Administrative gender in the words of the patient banner; "Not recorded" when missing. */
export function genderWords(gender: unknown): string {
  if (gender === undefined || gender === null || gender === '') return 'Not recorded';
  return (typeof gender === 'string' && Object.hasOwn(words, gender) ? words[gender] : undefined) ?? 'Not readable';
}
