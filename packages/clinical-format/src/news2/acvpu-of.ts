import { codesOf, conceptText } from '../json/concept-text.ts';
import { field, lookUp, textField } from '../json/read-json.ts';
import type { Acvpu } from './news2-values.ts';

/** SNOMED CT findings and LOINC answers. */
const byCode: Readonly<Record<string, Acvpu>> = {
  '248234008': 'A',
  '130987000': 'C',
  '300202002': 'V',
  '450847001': 'P',
  '422768004': 'U',
  'LA9340-6': 'A',
  'LA6560-2': 'C',
  'LA9341-4': 'V',
  'LA9342-2': 'P',
  'LA9343-0': 'U',
  A: 'A',
  C: 'C',
  V: 'V',
  P: 'P',
  U: 'U',
};

const byWords: Readonly<Record<string, Acvpu>> = {
  a: 'A',
  alert: 'A',
  'mentally alert': 'A',
  c: 'C',
  confusion: 'C',
  confused: 'C',
  'new confusion': 'C',
  'acute confusion': 'C',
  v: 'V',
  voice: 'V',
  'responds to voice': 'V',
  p: 'P',
  pain: 'P',
  'responds to pain': 'P',
  u: 'U',
  unresponsive: 'U',
};

/**
 * The level of consciousness that an Observation's (or component's) value says, by code or by exact words;
 * `undefined` when it says none, or two that differ.
 */
export function acvpuOf(observation: unknown): Acvpu | undefined {
  const value = field(observation, 'valueCodeableConcept');
  const coded = codesOf(value).map(({ code }) => lookUp(byCode, code));
  const words = textField(observation, 'valueString') ?? conceptText(value);
  const said = [...coded, lookUp(byWords, words?.toLowerCase())].filter((level) => level !== undefined);
  return new Set(said).size === 1 ? said[0] : undefined;
}
