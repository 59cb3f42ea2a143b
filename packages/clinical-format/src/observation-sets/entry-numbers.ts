/** A number of the form: what may be entered at all, and beyond what it is asked whether it is right. */
export interface EntryNumber {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** Digits after the point that are kept. */
  readonly places: 0 | 1 | 2;
  /** Beyond these it is refused, because no patient has it. */
  readonly possible: readonly [lowest: number, highest: number];
  /** Beyond these it is asked: "Is this right?" */
  readonly usual: readonly [lowest: number, highest: number];
}

const number = (
  name: string,
  label: string,
  unit: string,
  places: EntryNumber['places'],
  possible: EntryNumber['possible'],
  usual: EntryNumber['usual'],
): EntryNumber => ({ name, label, unit, places, possible, usual });

/** The numbers of the form. `possible` lies within what NEWS2 takes as a value. */
export const entryNumbers = {
  respirations: number('respirations', 'Respirations', 'breaths/min', 0, [0, 100], [5, 50]),
  saturation: number('saturation', 'SpO₂', '%', 0, [20, 100], [70, 100]),
  litres: number('litres', 'Oxygen flow', 'L/min', 2, [0.1, 100], [0.25, 15]),
  systolic: number('systolic', 'Systolic blood pressure', 'mmHg', 0, [20, 320], [60, 240]),
  diastolic: number('diastolic', 'Diastolic blood pressure', 'mmHg', 0, [10, 220], [30, 140]),
  pulse: number('pulse', 'Pulse', 'beats/min', 0, [10, 320], [30, 200]),
  temperature: number('temperature', 'Temperature', '°C', 1, [25, 45], [33, 41.5]),
} as const;

/** Name of a number of the form. */
export type EntryNumberName = keyof typeof entryNumbers;
