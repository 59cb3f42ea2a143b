import { codesOf, conceptText } from '../json/concept-text.ts';
import { field, listField, listOf, lookUp, textField } from '../json/read-json.ts';
import { decimalNumber } from './decimal-text.ts';
import { type InterpretationWord, interpretationWords } from './interpretation-words.ts';
import { noRangeGiven, readReferenceRange } from './reference-range.ts';

/** How a result stands against its range. */
export type ResultInterpretation = InterpretationWord & {
  /** `reported` by the laboratory, `computed` here from the range, or `none` where neither was possible. */
  readonly basis: 'reported' | 'computed' | 'none';
};

/** Said where there is a range, but value and range cannot be compared (another unit, or a value such as "less than 5"). */
export const notComparable = 'Not comparable with range';

const attention = { critical: 3, abnormal: 2, unknown: 1, normal: 0 } as const;

/**
 * How an Observation (or a component) stands against its range. What the laboratory reported comes first, the most
 * serious of several; a code that is not known is shown in its own words. Without a report, a value is compared with the
 * range, only if both carry the same unit: "High", "Low" or "Within range". Otherwise "No range given" or "Not
 * comparable with range". A panel stands as its worst component does. Never throws.
 */
export function interpretResult(observation: unknown): ResultInterpretation {
  const own = interpretOwn(observation);
  const parts = listField(observation, 'component').map(interpretOwn);
  const [worst] = parts.toSorted((a, b) => attention[b.severity] - attention[a.severity]);
  if (worst === undefined) return own;
  if (own.basis === 'none' && worst.severity !== 'unknown') return worst;
  return worst.severity === 'normal' || attention[worst.severity] <= attention[own.severity] ? own : worst;
}

/** Without the components: FHIR gives them none of their own, so looking no deeper keeps odd data from recursing. */
function interpretOwn(observation: unknown): ResultInterpretation {
  const reported = listOf(field(observation, 'interpretation')).flatMap(reportedWords);
  const worst = reported.toSorted((a, b) => attention[b.severity] - attention[a.severity])[0];
  return worst === undefined ? compare(observation) : { ...worst, basis: 'reported' };
}

function reportedWords(concept: unknown): readonly InterpretationWord[] {
  const known = codesOf(concept)
    .map(({ code }) => lookUp(interpretationWords, code))
    .filter((word) => word !== undefined);
  if (known.length > 0) return known;
  const text = conceptText(concept);
  // Feeds made from HL7 v2 often carry the flag as a text: "HH" is the same without a coding.
  const flag = lookUp(interpretationWords, text?.toUpperCase());
  if (flag !== undefined) return [flag];
  return text === undefined ? [] : [{ word: text, direction: 'none', severity: 'unknown' }];
}

function compare(observation: unknown): ResultInterpretation {
  const quantity = field(observation, 'valueQuantity');
  const value = decimalNumber(field(quantity, 'value'));
  const { low, high, agrees } = readReferenceRange(field(observation, 'referenceRange'), quantity);
  const given = low !== undefined || high !== undefined;
  if (!given || value === undefined) return none(given ? notComparable : noRangeGiven);
  if (!agrees) return none(notComparable);
  const code = position(value, textField(quantity, 'comparator'), low ?? -Infinity, high ?? Infinity);
  const word = lookUp(interpretationWords, code);
  return word === undefined ? none(notComparable) : { ...word, basis: 'computed' };
}

/** H, L or N; `undefined` where a comparator leaves it open. */
function position(value: number, comparator: string | undefined, low: number, high: number): string | undefined {
  if (comparator === '<' || comparator === '<=') {
    if (value < low || (comparator === '<' && value === low)) return 'L';
    return low === -Infinity && value <= high ? 'N' : undefined;
  }
  if (comparator === '>' || comparator === '>=') {
    if (value > high || (comparator === '>' && value === high)) return 'H';
    return high === Infinity && value >= low ? 'N' : undefined;
  }
  if (comparator !== undefined) return undefined;
  return value > high ? 'H' : value < low ? 'L' : 'N';
}

function none(word: string): ResultInterpretation {
  return { word, direction: 'none', severity: 'unknown', basis: 'none' };
}
