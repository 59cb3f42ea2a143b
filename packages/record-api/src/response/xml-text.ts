import { isBaseplateError } from '@baseplate-epr/contracts';
import { keptTextLimits, parseResource, xmlFromJson } from '@baseplate-epr/fhir';
import { requestError } from '../request/request-error.ts';

/**
 * FHIR JSON of ours as FHIR XML.
 *
 * @throws RecordError 406 for what XML cannot carry
 */
export function xmlText(text: string, pretty: boolean): string {
  // A bundle is deeper than what was accepted into it.
  const parsed = parseResource(text, keptTextLimits);
  try {
    return xmlFromJson(parsed, { pretty });
  } catch (error) {
    throw isBaseplateError(error) ? requestError(406, 'not-supported', error.message) : error;
  }
}
