import { type Concept, loinc } from '../codes/concept.ts';
import { decimal } from '../resource/raw-json.ts';
import { type ObservationEvent, observationFrame, quantity } from './observation-parts.ts';
import type { PatientContext } from './patient-context.ts';

const weightCode: Concept = { coding: [loinc('29463-7', 'Body weight')], text: 'Body weight' };
const heightCode: Concept = { coding: [loinc('8302-2', 'Body height')], text: 'Body height' };

/** Writes weight, and height where it was measured, as two Observations. */
export function recordBodyMeasures(
  context: PatientContext,
  event: ObservationEvent,
  measures: { readonly kilograms: number; readonly centimetres?: number },
): void {
  context.collector.add({
    ...observationFrame(context, event, 'vital-signs', weightCode),
    valueQuantity: quantity(decimal(measures.kilograms, 1), 'kg', 'kg'),
  });
  if (measures.centimetres === undefined) return;
  context.collector.add({
    ...observationFrame(context, event, 'vital-signs', heightCode),
    valueQuantity: quantity(measures.centimetres, 'cm', 'cm'),
  });
}
