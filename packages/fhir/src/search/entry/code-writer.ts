import { codeListOf } from '../../structure/code-list.ts';
import { structureOf } from '../../structure/structure-of.ts';
import type { EntryWriter } from './entry-sink.ts';
import { primitiveToken, writeToken } from './token-entries.ts';

/**
 * The writer for an element of type `code`: its system is not written but implied by the value set it is bound to
 * (https://hl7.org/fhir/R4/search.html#token), so that `gender=http://hl7.org/fhir/administrative-gender|male` finds it.
 * Where R4 lists no codes, or not this one, the system stays empty.
 */
export function codeWriter(ownerType: string, elementName: string): EntryWriter {
  const valueSet = structureOf(ownerType)?.elements.get(elementName)?.valueSet;
  const list = valueSet === undefined ? undefined : codeListOf(valueSet);
  if (!list) return primitiveToken;
  const systems = new Map([...list].flatMap(([system, codes]) => [...codes].map((code) => [code, system] as const)));
  return (sink, parameter, element, value) => {
    if (typeof value !== 'string' || value === '') return;
    writeToken(sink, parameter, element, { system: systems.get(value) ?? '', code: value });
  };
}
