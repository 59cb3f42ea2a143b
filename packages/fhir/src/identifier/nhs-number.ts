/** The identifier system of NHS numbers. */
export const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number';

/**
 * True for ten digits whose last is the modulus 11 check digit of the nine before
 * (https://www.datadictionary.nhs.uk/attributes/nhs_number.html). No spaces: the 3-3-4 form is for screens.
 */
export function isNhsNumber(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return false;
  let sum = 0;
  for (let index = 0; index < 9; index += 1) sum += (value.charCodeAt(index) - 0x30) * (10 - index);
  const check = (11 - (sum % 11)) % 11;
  return check === value.charCodeAt(9) - 0x30;
}
