import type { ChartParameter, News2Parameter, ScoredSet } from '@baseplate-epr/clinical-format';

/** One row of the chart. */
export interface ChartRow {
  readonly heading: string;
  readonly unit: string;
  readonly parameter: ChartParameter;
  /** The NEWS2 parameter whose points the row shows. */
  readonly scored: News2Parameter;
  /** Rows of SpO₂ hold the sets of their scale only, as on the paper chart. */
  readonly scale?: 1 | 2;
}

const row = (heading: string, unit: string, parameter: ChartParameter, scored: News2Parameter): ChartRow => ({
  heading,
  unit,
  parameter,
  scored,
});

/** The rows in the order of the paper chart; SpO₂ once for each scale that was in force. */
export function chartRows(sets: readonly ScoredSet[]): readonly ChartRow[] {
  const scales = [1, 2].filter((scale): scale is 1 | 2 => sets.some((set) => set.scale === scale));
  return [
    row('Respirations', 'breaths/min', 'respirations', 'respirations'),
    ...scales.map((scale) => ({
      ...row(`SpO₂ scale ${scale}`, '%', 'oxygenSaturation', 'oxygenSaturation'),
      scale,
    })),
    row('Air or oxygen', '', 'supplementalOxygen', 'supplementalOxygen'),
    row('Blood pressure', 'mmHg', 'bloodPressure', 'systolicBloodPressure'),
    row('Pulse', 'beats/min', 'pulse', 'pulse'),
    row('Consciousness', '', 'consciousness', 'consciousness'),
    row('Temperature', '°C', 'temperature', 'temperature'),
  ];
}
