/** Level of consciousness on the ACVPU scale. */
export type Consciousness = 'alert' | 'confusion' | 'voice' | 'pain' | 'unresponsive';

/** One set of observations. What was not measured is absent: it is never zero. */
export interface VitalSigns {
  /** Breaths a minute. */
  readonly respiratoryRate?: number;
  /** Per cent. */
  readonly oxygenSaturation?: number;
  /** Breathing room air, or oxygen in litres a minute. */
  readonly inspiredOxygen?: 'air' | number;
  /** mmHg. */
  readonly systolic?: number;
  /** mmHg. */
  readonly diastolic?: number;
  /** Beats a minute. */
  readonly heartRate?: number;
  readonly consciousness?: Consciousness;
  /** Degrees Celsius, one digit after the point. */
  readonly temperature?: number;
}
