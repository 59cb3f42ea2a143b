import { field, listField } from '../json/read-json.ts';
import { decimalNumber } from '../quantities/decimal-text.ts';
import { type DosageDescription, describeDosage } from './describe-dosage.ts';
import { type MedicineName, medicineName } from './medicine-name.ts';
import { type MedicineStatus, medicineStatus } from './medicine-status.ts';

/** Said where a medicine has neither a structured dosage nor a text. */
export const doseNotRecorded = 'Dose not recorded';

/** What the caller knows beside the resource. */
export type MedicineOptions = {
  /** The Medication that `medicationReference` points at, if it was fetched. */
  readonly medication?: unknown;
};

/** A medicine in words. */
export type MedicineDescription = MedicineName &
  MedicineStatus & {
    /** One entry for each step of the dosage, in sequence; empty when there is none. */
    readonly dosages: readonly DosageDescription[];
    /** The whole line as plain text, with em dashes between the parts. */
    readonly text: string;
  };

/** One part of the medicines line; `strong` parts are bold, `label` stands before them ("DOSE"). */
export type MedicinePart = { readonly label?: string; readonly text: string; readonly strong?: boolean };

/** Puts a MedicationRequest or MedicationStatement into words. Never throws. */
export function describeMedicine(resource: unknown, { medication }: MedicineOptions = {}): MedicineDescription {
  const name = medicineName(resource, medication);
  const dosages = [...listField(resource, 'dosageInstruction'), ...listField(resource, 'dosage')]
    .map((dosage, order) => ({ dosage, order, sequence: decimalNumber(field(dosage, 'sequence')) ?? 0 }))
    .sort((a, b) => a.sequence - b.sequence || a.order - b.order)
    .map(({ dosage }) => describeDosage(dosage));
  const parts = medicineParts(name, dosages);
  const text = parts
    .map((part) => (part.label === undefined ? part.text : `${part.label} ${part.text}`))
    .join(' \u2014 ');
  return { ...name, ...medicineStatus(resource), dosages, text };
}

/** The parts of the line in the order of the NHS Common User Interface: name, brand, form, DOSE, route, frequency. */
export function medicineParts(name: MedicineName, dosages: readonly DosageDescription[]): readonly MedicinePart[] {
  const parts: MedicinePart[] = [{ text: name.generic, strong: true }];
  if (name.brand !== undefined) parts.push({ text: name.brand });
  if (name.form !== undefined) parts.push({ text: name.form });
  if (dosages.length === 0) parts.push({ text: doseNotRecorded });
  dosages.forEach((dosage, index) => {
    const steps = dosageParts(dosage);
    const [first] = steps;
    parts.push(...(index > 0 && first !== undefined ? [{ text: 'then' }, ...steps] : steps));
  });
  return parts;
}

/**
 * Structured parts only where dose (or rate) and frequency are both there: a text may say what the structure leaves
 * out, and half of a dosage must not look like the whole.
 */
function dosageParts({ dose, rate, route, frequency, maximum, instructions, text }: DosageDescription): MedicinePart[] {
  const whole = (dose !== undefined || rate !== undefined) && frequency !== undefined;
  const parts: MedicinePart[] = [];
  if (whole || text === undefined) {
    if (dose !== undefined) parts.push({ label: 'DOSE', text: dose, strong: true });
    if (rate !== undefined) parts.push({ label: 'RATE', text: rate, strong: true });
    if (dose === undefined && rate === undefined) parts.push({ text: doseNotRecorded });
    if (route !== undefined) parts.push({ text: route });
    parts.push({ text: frequency ?? 'frequency not recorded' });
    if (maximum !== undefined) parts.push({ label: 'MAXIMUM', text: maximum, strong: true });
    parts.push(...instructions.map((instruction) => ({ text: instruction })));
    if (text !== undefined && saysMore(text, parts)) parts.push({ text: `as written: ${text}` });
    return parts;
  }
  return [{ text }];
}

const condition = /\b(?:max|not|avoid|unless|until|only|if|then|reduc|increas|stop|except|omit|withhold|caution)/i;

/** Whether the text holds a number or a condition that the structured parts leave out: a limit may stand in words only. */
function saysMore(text: string, parts: readonly MedicinePart[]): boolean {
  const said = parts
    .map((part) => part.text)
    .join(' ')
    .toLowerCase();
  const numbers = text.match(/\d+(?:[.,]\d+)*/g) ?? [];
  const missingNumber = numbers.some(
    (number) => !new RegExp(`(?<![\\d.,])${number.replaceAll('.', '\\.')}(?![\\d])`).test(said),
  );
  const word = condition.exec(text)?.[0].toLowerCase();
  return missingNumber || (word !== undefined && !said.includes(word));
}
