import type { SearchParameterType } from '../search-parameter.ts';
import { codeWriter } from './code-writer.ts';
import type { EntryWriter } from './entry-sink.ts';
import { familyString } from './string-entries.ts';
import { mimeToken } from './token-entries.ts';

/** The writer for an element whose place says more than its type; `undefined` where the type says all. */
export function elementWriter(
  parameterType: SearchParameterType,
  ownerType: string,
  elementName: string,
  elementType: string,
): EntryWriter | undefined {
  if (parameterType === 'string') {
    return ownerType === 'HumanName' && elementName === 'family' ? familyString : undefined;
  }
  if (parameterType !== 'token' || elementType !== 'code') return undefined;
  return elementName === 'contentType' ? mimeToken : codeWriter(ownerType, elementName);
}
