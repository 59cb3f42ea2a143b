import { codeSystems } from '../codes/code-systems.ts';
import type { Code, Concept } from '../codes/concept.ts';
import { type ObservationEvent, observationFrame } from './observation-parts.ts';
import type { PatientContext } from './patient-context.ts';

const local = (code: string, display: string): Code => ({ system: codeSystems.spo2Scale, code, display });

const decision: Concept = { coding: [local('decision', 'NEWS2 SpO2 scale decision')], text: 'NEWS2 SpO₂ scale' };

const scales: Readonly<Record<1 | 2, Concept>> = {
  1: { coding: [local('scale-1', 'SpO2 scale 1')], text: 'SpO₂ scale 1' },
  2: { coding: [local('scale-2', 'SpO2 scale 2')], text: 'SpO₂ scale 2 (target 88–92%)' },
};

/** Writes a clinician's decision on which SpO₂ scale NEWS2 uses. The latest decision holds; without one it is scale 1. */
export function recordSpo2Scale(context: PatientContext, event: ObservationEvent, scale: 1 | 2): void {
  context.collector.add({
    ...observationFrame(context, event, 'survey', decision),
    valueCodeableConcept: scales[scale],
  });
}
