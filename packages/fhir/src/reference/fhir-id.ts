/** True for a FHIR id: 1 to 64 letters, digits, hyphens and dots (https://hl7.org/fhir/R4/datatypes.html#id). */
export function isFhirId(value: string): boolean {
  return /^[A-Za-z0-9\-.]{1,64}$/.test(value);
}
