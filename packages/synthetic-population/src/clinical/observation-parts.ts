import type { Observation } from '@medplum/fhirtypes';
import { codeSystems } from '../codes/code-systems.ts';
import type { Concept } from '../codes/concept.ts';
import type { RawJson } from '../resource/raw-json.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import type { Written } from '../resource/writable-resource.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** When, where and by whom something was observed. */
export interface ObservationEvent {
  readonly at: number;
  readonly performer: ResourceReference;
  readonly encounter?: ResourceReference;
}

/** What every Observation of a population has. */
export function observationFrame(
  context: PatientContext,
  event: ObservationEvent,
  category: 'vital-signs' | 'laboratory' | 'survey' | 'therapy' | 'social-history',
  code: Concept,
): Written<Observation> {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [categories[category]],
    code,
    subject: context.patient,
    ...(event.encounter === undefined ? {} : { encounter: event.encounter }),
    effectiveDateTime: ukDateTime(event.at),
    performer: [event.performer],
  };
}

const category = (code: string, display: string) => ({
  coding: [{ system: codeSystems.observationCategory, code, display }],
});

const categories = {
  'vital-signs': category('vital-signs', 'Vital Signs'),
  laboratory: category('laboratory', 'Laboratory'),
  survey: category('survey', 'Survey'),
  therapy: category('therapy', 'Therapy'),
  'social-history': category('social-history', 'Social History'),
} as const;

/** A quantity with the unit people read and its UCUM code. */
export const quantity = (value: number | RawJson, unit: string, code: string) => ({
  value,
  unit,
  system: codeSystems.ucum,
  code,
});
