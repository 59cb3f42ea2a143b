import type { Observation } from '@medplum/fhirtypes';
import { type Code, type Concept, concept, loinc, snomed } from '../codes/concept.ts';
import { decimal } from '../resource/raw-json.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import type { Written } from '../resource/writable-resource.ts';
import { type ObservationEvent, observationFrame, quantity } from './observation-parts.ts';
import type { PatientContext } from './patient-context.ts';
import type { Consciousness, VitalSigns } from './vital-signs.ts';

/** A name people know, over codes that machines know. */
const named = (text: string, first: Code, ...others: Code[]): Concept => ({ coding: [first, ...others], text });

const codes = {
  set: named(
    'Observations',
    loinc('85353-1', 'Vital signs, weight, height, head circumference, oxygen saturation and BMI panel'),
  ),
  respiratoryRate: named(
    'Respiratory rate',
    loinc('9279-1', 'Respiratory rate'),
    snomed('86290005', 'Respiratory rate'),
  ),
  oxygenSaturation: named(
    'Oxygen saturation',
    loinc('2708-6', 'Oxygen saturation in Arterial blood'),
    loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
    snomed('103228002', 'Blood oxygen saturation'),
  ),
  air: concept(snomed('722742002', 'Breathing room air')),
  oxygen: concept(snomed('371825009', 'Patient on oxygen')),
  bloodPressure: named('Blood pressure', loinc('85354-9', 'Blood pressure panel with all children optional')),
  systolic: named('Systolic blood pressure', loinc('8480-6', 'Systolic blood pressure')),
  diastolic: named('Diastolic blood pressure', loinc('8462-4', 'Diastolic blood pressure')),
  heartRate: named('Heart rate', loinc('8867-4', 'Heart rate'), snomed('364075005', 'Heart rate')),
  consciousness: named(
    'Level of consciousness (ACVPU)',
    snomed('1104441000000107', 'Alert Confusion Voice Pain Unresponsive scale score'),
  ),
  temperature: named('Body temperature', loinc('8310-5', 'Body temperature'), snomed('386725007', 'Body temperature')),
} as const;

/** The UK Core value set ACVPU. */
const levels: Readonly<Record<Consciousness, Concept>> = {
  alert: concept(snomed('248234008', 'Mentally alert')),
  confusion: concept(snomed('130987000', 'Acute confusion')),
  voice: concept(snomed('300202002', 'Responds to voice')),
  pain: concept(snomed('450847001', 'Responds to pain')),
  unresponsive: concept(snomed('422768004', 'Unresponsive')),
};

/**
 * Writes one set of observations: an Observation for each parameter that was measured, and a panel that names them all.
 * They share effectiveDateTime, encounter and performer. The README of this package is the reference for readers.
 *
 * @returns reference to the panel
 */
export function recordVitalSigns(
  context: PatientContext,
  event: ObservationEvent,
  signs: VitalSigns,
): ResourceReference {
  const members: ResourceReference[] = [];
  const vital = (code: Concept) => observationFrame(context, event, 'vital-signs', code);
  const keep = (observation: Written<Observation>) => members.push(context.collector.add(observation));

  if (signs.respiratoryRate !== undefined) {
    keep({ ...vital(codes.respiratoryRate), valueQuantity: quantity(signs.respiratoryRate, 'breaths/minute', '/min') });
  }
  if (signs.oxygenSaturation !== undefined) {
    keep({ ...vital(codes.oxygenSaturation), valueQuantity: quantity(signs.oxygenSaturation, '%', '%') });
  }
  if (signs.inspiredOxygen === 'air') keep(observationFrame(context, event, 'therapy', codes.air));
  else if (signs.inspiredOxygen !== undefined) {
    const frame = observationFrame(context, event, 'therapy', codes.oxygen);
    keep({ ...frame, valueQuantity: quantity(signs.inspiredOxygen, 'L/min', 'L/min') });
  }
  if (signs.systolic !== undefined && signs.diastolic !== undefined) {
    keep({
      ...vital(codes.bloodPressure),
      component: [
        { code: codes.systolic, valueQuantity: quantity(signs.systolic, 'mmHg', 'mm[Hg]') },
        { code: codes.diastolic, valueQuantity: quantity(signs.diastolic, 'mmHg', 'mm[Hg]') },
      ],
    });
  }
  if (signs.heartRate !== undefined) {
    keep({ ...vital(codes.heartRate), valueQuantity: quantity(signs.heartRate, 'beats/minute', '/min') });
  }
  if (signs.consciousness !== undefined) {
    const frame = observationFrame(context, event, 'survey', codes.consciousness);
    keep({ ...frame, valueCodeableConcept: levels[signs.consciousness] });
  }
  if (signs.temperature !== undefined) {
    keep({ ...vital(codes.temperature), valueQuantity: quantity(decimal(signs.temperature, 1), '°C', 'Cel') });
  }
  return context.collector.add({ ...vital(codes.set), hasMember: members });
}
