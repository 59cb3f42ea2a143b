/** How much XML is accepted, and how strictly. */
export interface XmlReadOptions {
  /** Greatest nesting of elements, those of a narrative included. Default 256. */
  readonly maxDepth?: number;
  /** Greatest number of elements. Default 500,000. */
  readonly maxElements?: number;
  /** Greatest length of the text, in UTF-16 code units. Default 64 Mi. */
  readonly maxLength?: number;
  /** What becomes of text between elements, which FHIR gives no meaning. Published packages hold such slips. Default `refuse`. */
  readonly strayText?: 'refuse' | 'ignore';
}

/** What is in force when nothing is given. */
export const defaultXmlReadOptions: Required<XmlReadOptions> = {
  maxDepth: 256,
  maxElements: 500_000,
  maxLength: 64 * 1024 * 1024,
  strayText: 'refuse',
};

/** Attributes of one element at most; FHIR has three, XHTML some more. */
export const maxXmlAttributes = 64;
