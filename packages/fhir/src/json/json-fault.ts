import { BaseplateError } from '@baseplate-epr/contracts';
import { locateInJson } from './json-location.ts';

/** What can be wrong with a JSON text, and what the sender can do about it. Nothing here quotes the text. */
const faults = {
  'unexpected-character': ['a character stands where JSON does not allow it', 'Send well-formed JSON (RFC 8259)'],
  'unexpected-end': ['the text ends in the middle of a value', 'Send the whole document'],
  'trailing-text': ['there is text after the end of the document', 'Send one JSON value and nothing after it'],
  'duplicate-key': ['a key stands twice in one object', 'Keep one of the two; a reader could take either'],
  'control-character': [
    'a string holds a control character that FHIR does not allow',
    'Leave out characters below U+0020 other than tab, line feed and carriage return, and escape those',
  ],
  'invalid-escape': ['a string holds an escape sequence that JSON does not know', 'Escape as RFC 8259 section 7 says'],
  'lone-surrogate': ['a string holds half of a surrogate pair', 'Send whole Unicode characters'],
  'invalid-number': ['a number is not written as JSON writes numbers', 'Write it as RFC 8259 section 6 says'],
  'number-out-of-range': ['a number is too great to be represented', 'Send a number below 1.8e308'],
  'not-an-object': ['the document is not a JSON object', 'Send one FHIR resource as a JSON object'],
} as const;

/** Permanent name of a fault in a JSON text, in `details.fault` of the error. */
export type JsonFault = keyof typeof faults;

/** `input-invalid`, with `details` of fault, line, column and path. */
export function jsonFault(fault: JsonFault, text: string, offset: number, pathOffset?: number): BaseplateError {
  const location = locateInJson(text, offset, pathOffset);
  const [what, remedy] = faults[fault];
  const where = `line ${location.line}, column ${location.column}${location.path === '' ? '' : ` (${location.path})`}`;
  return new BaseplateError({
    code: 'input-invalid',
    message: `The JSON cannot be read: at ${where} ${what}. ${remedy}.`,
    details: { fault, ...location },
  });
}

/** `limit-exceeded` for a text nested deeper than allowed. */
export function tooDeep(text: string, offset: number, maxDepth: number): BaseplateError {
  const location = locateInJson(text, offset);
  return new BaseplateError({
    code: 'limit-exceeded',
    message:
      `The JSON is nested deeper than the ${maxDepth} levels accepted here, at line ${location.line}, ` +
      `column ${location.column}. Send a flatter document.`,
    details: { limit: 'depth', maximum: maxDepth, ...location },
  });
}

/** `limit-exceeded` for a text longer than allowed. */
export function tooLong(length: number, maxLength: number): BaseplateError {
  return new BaseplateError({
    code: 'limit-exceeded',
    message: `The JSON is ${length} characters long; at most ${maxLength} are accepted here. Send it in smaller parts.`,
    details: { limit: 'length', maximum: maxLength, length },
  });
}
