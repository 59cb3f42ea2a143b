/**
 * Estimated glomerular filtration rate by CKD-EPI 2009 without the ethnicity term, as NICE NG203 advises; whole mL/min/1.73 m².
 *
 * @param creatinine serum creatinine in µmol/L
 */
export function filtrationRate(creatinine: number, age: number, birthSex: 'F' | 'M'): number {
  const female = birthSex === 'F';
  const ratio = creatinine / 88.4 / (female ? 0.7 : 0.9);
  const below = Math.min(ratio, 1) ** (female ? -0.329 : -0.411);
  const above = Math.max(ratio, 1) ** -1.209;
  return Math.round(141 * below * above * 0.993 ** age * (female ? 1.018 : 1));
}
