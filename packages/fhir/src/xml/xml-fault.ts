import { BaseplateError } from '@baseplate-epr/contracts';

/** What can be wrong with an XML text, and what the sender can do about it. Nothing here quotes the text. */
const faults = {
  'not-well-formed': ['the XML is not well-formed', 'Send well-formed XML 1.0 with namespaces'],
  'document-type': [
    'there is a document type declaration, which is never read',
    'Leave it out and write entities as characters',
  ],
  'unsupported-encoding': [
    'the declaration names an encoding or version other than UTF-8 and 1.0',
    'Send XML 1.0 in UTF-8',
  ],
  'foreign-element': [
    'an element is none of FHIR',
    'Put the resource into the namespace http://hl7.org/fhir, and XHTML into Narrative.div alone',
  ],
  'foreign-attribute': [
    'an element has an attribute that FHIR does not know',
    'FHIR has id, url (of an extension) and value; everything else is an element',
  ],
  'stray-text': ['there is text between elements', 'Put values into the value attribute'],
  'not-one-resource': [
    'an element that holds a resource does not hold exactly one',
    'Repeat the element for each resource',
  ],
  'prefixed-narrative': [
    'the narrative uses namespace prefixes',
    'Write it as <div xmlns="http://www.w3.org/1999/xhtml"> without prefixes',
  ],
} as const;

/** Permanent name of a fault in an XML text, in `details.fault` of the error. */
export type XmlFault = keyof typeof faults;

/** A place in an XML text, from 1. */
export interface XmlPlace {
  readonly line: number;
  readonly column: number;
}

/** `input-invalid`, with `details` of fault, line and column. */
export function xmlFault(fault: XmlFault, { line, column }: XmlPlace): BaseplateError {
  const [what, remedy] = faults[fault];
  return new BaseplateError({
    code: 'input-invalid',
    message: `The XML cannot be read: at line ${line}, column ${column} ${what}. ${remedy}.`,
    details: { fault, line, column },
  });
}

/** `limit-exceeded` for more XML than is accepted. */
export function xmlLimit(limit: 'depth' | 'elements' | 'length' | 'attributes', maximum: number): BaseplateError {
  const message = `The XML is larger than accepted here: its ${limit} may be at most ${maximum}. Send it in smaller parts.`;
  return new BaseplateError({ code: 'limit-exceeded', message, details: { limit, maximum } });
}
