/**
 * Remembers how the numbers of a JSON text were written, where `Number` would lose it: `1.00`, `1e3`, twenty digits.
 *
 * FHIR R4 gives the written precision of a decimal a meaning (https://hl7.org/fhir/R4/datatypes.html#decimal), so it is
 * indexed, compared and written back from these digits.
 */
export interface SourceDigits {
  /**
   * The digits as written of the number at `container[key]`, or undefined when `String(container[key])` already is how it
   * was written. Looked up by object identity: a copy of a container knows no digits.
   */
  digitsOf(container: object, key: string | number): string | undefined;
}

/** The digits of a value whose numbers were never text: every answer is undefined. */
export const noSourceDigits: SourceDigits = { digitsOf: () => undefined };
