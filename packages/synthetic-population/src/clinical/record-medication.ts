import type { Dosage, Medication, MedicationRequest } from '@medplum/fhirtypes';
import { codeSystems } from '../codes/code-systems.ts';
import { concept, terminology } from '../codes/concept.ts';
import { medicineRoutes } from '../data/medicine-routes.ts';
import { type Medicine, type MedicineKey, medicines } from '../data/medicines.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import type { Written } from '../resource/writable-resource.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import { dosageText } from './dosage-text.ts';
import type { PatientContext } from './patient-context.ts';

/** A prescription and what became of it. */
export interface MedicationFact {
  readonly medicine: MedicineKey;
  /** When it was signed, in milliseconds. */
  readonly authored: number;
  readonly requester: ResourceReference;
  readonly setting: 'inpatient' | 'outpatient' | 'community' | 'discharge';
  readonly status?: 'active' | 'on-hold' | 'stopped' | 'completed' | 'cancelled';
  /** Why it is suspended or was stopped. */
  readonly statusReason?: string;
  /** When it stopped or was completed, in milliseconds. */
  readonly ended?: number;
  readonly encounter?: ResourceReference;
  readonly reason?: ResourceReference;
  /** The request this one replaces. */
  readonly replaces?: ResourceReference;
  readonly note?: string;
  /** Another dose than the medicine's usual one, in the same unit. */
  readonly dose?: number;
}

const settings = {
  inpatient: terminology('medicationrequest-category', 'inpatient', 'Inpatient'),
  outpatient: terminology('medicationrequest-category', 'outpatient', 'Outpatient'),
  community: terminology('medicationrequest-category', 'community', 'Community'),
  discharge: terminology('medicationrequest-category', 'discharge', 'Discharge'),
} as const;
const longTerm = terminology('medicationrequest-course-of-therapy', 'continuous', 'Continuous long term therapy');
const shortCourse = terminology('medicationrequest-course-of-therapy', 'acute', 'Short course (acute) therapy');

/** UCUM code of a dose unit, where UCUM has one; puffs, applications and tablets have words alone. */
const doseCodes: Readonly<Record<string, string>> = { mg: 'mg', g: 'g', microgram: 'ug', ml: 'mL', unit: '[iU]' };

/** The product as a contained Medication, so that name, form and code stand apart. */
function product(medicine: Medicine): Written<Medication> {
  const text = medicine.product ?? medicine.name.replace(/ \d.*$/, '');
  const coding = { system: codeSystems.medicines, code: medicine.code ?? '', display: medicine.name };
  return {
    resourceType: 'Medication',
    id: 'product',
    code: medicine.code === undefined ? { text } : { coding: [coding], text },
    form: { text: medicine.form ?? medicine.unit },
  };
}

function dosage(medicine: Medicine, dose: number, fact: MedicationFact): Written<Dosage> {
  const code = doseCodes[medicine.doseUnit];
  const { authored, ended } = fact;
  const bounds = ended === undefined ? {} : { boundsPeriod: { start: ukDateTime(authored), end: ukDateTime(ended) } };
  return {
    text: dosageText(medicine, dose),
    timing: {
      repeat: {
        ...bounds,
        frequency: medicine.frequency,
        period: medicine.period ?? 1,
        periodUnit: medicine.periodUnit ?? 'd',
        ...(medicine.when === undefined ? {} : { when: [medicine.when] }),
      },
    },
    ...(medicine.asNeeded === undefined ? {} : { asNeededCodeableConcept: { text: medicine.asNeeded } }),
    route: concept(medicineRoutes[medicine.route]),
    doseAndRate: [
      {
        doseQuantity: {
          value: dose,
          unit: medicine.doseUnit,
          ...(code === undefined ? {} : { system: codeSystems.ucum, code }),
        },
      },
    ],
  };
}

/** Writes a MedicationRequest by UK Core, with a structured dose. */
export function recordMedication(context: PatientContext, fact: MedicationFact): ResourceReference {
  const medicine: Medicine = medicines[fact.medicine];
  const short = fact.setting === 'inpatient' || fact.status === 'completed';
  const request: Written<MedicationRequest> & { readonly contained: readonly Written<Medication>[] } = {
    resourceType: 'MedicationRequest',
    contained: [product(medicine)],
    status: fact.status ?? 'active',
    ...(fact.statusReason === undefined ? {} : { statusReason: { text: fact.statusReason } }),
    intent: 'order',
    category: [settings[fact.setting]],
    medicationReference: { reference: '#product', display: medicine.name },
    subject: context.patient,
    ...(fact.encounter === undefined ? {} : { encounter: fact.encounter }),
    authoredOn: ukDateTime(fact.authored),
    requester: fact.requester,
    ...(fact.reason === undefined ? {} : { reasonReference: [fact.reason] }),
    courseOfTherapyType: short ? shortCourse : longTerm,
    ...(fact.note === undefined ? {} : { note: [{ text: fact.note }] }),
    dosageInstruction: [dosage(medicine, fact.dose ?? medicine.dose, fact)],
    dispenseRequest: {
      quantity: { value: short ? 7 * medicine.frequency : 28 * medicine.frequency, unit: medicine.unit },
    },
    ...(fact.replaces === undefined ? {} : { priorPrescription: fact.replaces }),
  };
  return context.collector.add(request);
}
