/** Whole years between a FHIR date (complete, or a year alone) and an instant. */
export function ageInYears(birthDate: string, instant: number): number {
  const at = new Date(instant);
  const birthYear = Number(birthDate.slice(0, 4));
  const years = at.getUTCFullYear() - birthYear;
  if (birthDate.length < 10) return years;
  const monthAndDay = at.toISOString().slice(5, 10);
  return monthAndDay < birthDate.slice(5, 10) ? years - 1 : years;
}
