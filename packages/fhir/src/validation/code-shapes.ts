/** How the codes of a value set are written whose codes R4 leaves to others. */
export interface CodeShape {
  /** Against the whole code; time in proportion to its length. */
  readonly pattern: RegExp;
  /** What a code that is not so is told. */
  readonly rule: string;
}

/**
 * Required bindings of which R4 lists no codes, by value set: https://hl7.org/fhir/R4/valueset-mimetypes.html,
 * https://hl7.org/fhir/R4/valueset-currencies.html and https://hl7.org/fhir/R4/valueset-all-languages.html. The short names are those that R4 itself has for its formats.
 */
export const codeShapes: ReadonlyMap<string, CodeShape> = new Map([
  [
    'http://hl7.org/fhir/ValueSet/mimetypes',
    {
      pattern: /^(?:[\w!#$&^.+-]+\/[\w!#$&^.+-]+ ?(?:;.*)?|json|xml|ttl)$/,
      rule: 'The code must be a media type (BCP 13), such as application/pdf.',
    },
  ],
  [
    'http://hl7.org/fhir/ValueSet/currencies',
    { pattern: /^[A-Z]{3}$/, rule: 'The code must be a currency of ISO 4217, three capital letters such as GBP.' },
  ],
  [
    'http://hl7.org/fhir/ValueSet/all-languages',
    {
      pattern: /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/,
      rule: 'The code must be a language tag (BCP 47), such as en-GB.',
    },
  ],
]);
