const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A FHIR date or dateTime as people write it in a letter: `6 August 2018`; a year alone stays a year. */
export function writtenDate(fhirDate: string): string {
  const month = months[Number(fhirDate.slice(5, 7)) - 1];
  if (month === undefined) return fhirDate.slice(0, 4);
  return `${Number(fhirDate.slice(8, 10))} ${month} ${fhirDate.slice(0, 4)}`;
}
