import { codesOf, conceptText, hasCode } from '../json/concept-text.ts';
import { field, textField } from '../json/read-json.ts';
import { decimalNumber } from '../quantities/decimal-text.ts';
import { unitKey } from '../quantities/format-quantity.ts';

/** SNOMED CT: breathing room air. */
const onAir = new Set(['722742002']);
/** SNOMED CT: patient on oxygen; oxygen therapy. */
const onOxygen = new Set(['371825009', '57485005']);
/** LOINC: inhaled oxygen flow rate; SNOMED CT the same. */
const flow = new Set(['3151-8', '250774007']);
/** LOINC: inhaled oxygen concentration; fraction of inspired oxygen in SNOMED CT. */
const concentration = new Set(['3150-0', '19994-3', '250774008']);
const airWords = /^(?:on |breathing )?(?:room )?air$/i;
const oxygenWords = /^(?:on |supplemental |breathing )?oxygen(?: therapy)?$/i;
const questionWords = /^(?:air or oxygen|supplemental oxygen|inspired oxygen)\b/i;

const oxygenCodes: ReadonlySet<string> = new Set([...onAir, ...onOxygen, ...flow, ...concentration]);

/** Whether an Observation (or component) is about air or oxygen, by its code or by its name. */
export function isAboutOxygen(observation: unknown): boolean {
  const code = field(observation, 'code');
  return hasCode(code, oxygenCodes) || questionWords.test(conceptText(code) ?? '');
}

/**
 * True on oxygen, false on air, `undefined` when the Observation does not say. A flow of 0 and a concentration of
 * 21% are air; a finding without a value ("Breathing room air") speaks for itself.
 */
export function supplementalOxygenOf(observation: unknown): boolean | undefined {
  const code = field(observation, 'code');
  const quantity = field(observation, 'valueQuantity');
  const given = field(observation, 'valueBoolean');
  if (quantity !== undefined) return fromQuantity(code, quantity);
  if (typeof given === 'boolean') return hasCode(code, onAir) ? !given : given;
  const value = field(observation, 'valueCodeableConcept');
  const words = textField(observation, 'valueString') ?? conceptText(value);
  if (hasCode(value, onAir) || airWords.test(words ?? '')) return false;
  if (hasCode(value, onOxygen) || oxygenWords.test(words ?? '')) return true;
  if (words !== undefined || codesOf(value).length > 0 || field(observation, 'dataAbsentReason') !== undefined)
    return undefined;
  return hasCode(code, onAir) ? false : hasCode(code, onOxygen) ? true : undefined;
}

function fromQuantity(code: unknown, quantity: unknown): boolean | undefined {
  const value = decimalNumber(field(quantity, 'value'));
  if (value === undefined || value < 0) return undefined;
  if (!hasCode(code, concentration)) return value > 0;
  const percent = unitKey(quantity) === '%' || value > 1 ? value : value * 100;
  return percent >= 21 ? percent > 21 : undefined;
}
