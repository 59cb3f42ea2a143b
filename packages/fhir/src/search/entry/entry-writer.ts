import { isPrimitiveType, isSubtype } from '../../fhirpath/type-model.ts';
import type { SearchParameterType } from '../search-parameter.ts';
import { instantDate, periodDate, primitiveDate, timingDate } from './date-entries.ts';
import type { EntryWriter } from './entry-sink.ts';
import {
  moneyQuantity,
  primitiveNumber,
  quantity,
  rangeNumber,
  rangeQuantity,
  sampledQuantity,
} from './number-entries.ts';
import { positionNumbers } from './position-entries.ts';
import { canonicalReference, reference } from './reference-entries.ts';
import { addressString, conceptString, nameString, primitiveString } from './string-entries.ts';
import { codingToken, conceptToken, contactToken, identifierToken, primitiveToken } from './token-entries.ts';
import { canonicalUri, uri } from './uri-entries.ts';

type Writers = Readonly<Record<string, EntryWriter>>;

/** Which writer serves a parameter type and a FHIR type: https://hl7.org/fhir/R4/search.html#table. `*` is any primitive. */
const writers: Readonly<Partial<Record<SearchParameterType, Writers>>> = {
  token: {
    Coding: codingToken,
    CodeableConcept: conceptToken,
    Identifier: identifierToken,
    ContactPoint: contactToken,
    '*': primitiveToken,
  },
  string: { HumanName: nameString, Address: addressString, CodeableConcept: conceptString, '*': primitiveString },
  date: {
    date: primitiveDate,
    dateTime: primitiveDate,
    instant: instantDate,
    Period: periodDate,
    Timing: timingDate,
  },
  number: { '*': primitiveNumber, Range: rangeNumber },
  quantity: {
    Quantity: quantity,
    Money: moneyQuantity,
    Range: rangeQuantity,
    SampledData: sampledQuantity,
  },
  reference: { Reference: reference, canonical: canonicalReference, uri: canonicalReference, url: canonicalReference },
  uri: { canonical: canonicalUri, '*': uri },
  special: { 'Location.position': positionNumbers },
};

/** The writer of entries for values of a FHIR type, or `undefined` if such values are not searched by such a parameter. */
export function entryWriter(parameterType: SearchParameterType, fhirType: string): EntryWriter | undefined {
  const candidates = writers[parameterType];
  if (!candidates) return undefined;
  if (Object.hasOwn(candidates, fhirType)) return candidates[fhirType];
  if (isPrimitiveType(fhirType)) return candidates['*'];
  return isSubtype(fhirType, 'Quantity') ? candidates.Quantity : undefined;
}
