import { BaseplateError } from '@baseplate-epr/contracts';

/** What XML cannot carry. Nothing here quotes the resource. */
const reasons = {
  'unknown-type': 'an object is no resource of FHIR R4',
  'unknown-element': 'an object has a member that FHIR R4 does not define',
  'not-an-element': 'a member has a value that is none in FHIR, such as null',
  narrative: 'a narrative is not well-formed XML',
  character: 'a text holds a character that XML does not allow (U+FFFE or U+FFFF)',
} as const;

/** `input-invalid`, with the reason in `details`. */
export function notXml(reason: keyof typeof reasons): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `The resource cannot be written as XML: ${reasons[reason]}. Use JSON.`,
    details: { reason },
  });
}
