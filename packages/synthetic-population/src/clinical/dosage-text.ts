import type { Medicine } from '../data/medicines.ts';

const times = ['', 'once', 'twice', 'three times', 'four times', 'five times', 'six times'] as const;
const periods: Readonly<Record<string, string>> = { h: 'an hour', d: 'a day', wk: 'a week', mo: 'a month' };
const moments: Readonly<Record<string, string>> = {
  MORN: ' in the morning',
  NIGHT: ' at night',
  PCM: ' with breakfast',
};

/** How often, in words: `twice a day`, `once a week`. */
function frequencyWords(medicine: Medicine): string {
  const count = times[medicine.frequency] ?? `${medicine.frequency} times`;
  return `${count} ${periods[medicine.periodUnit ?? 'd'] ?? 'a day'}`;
}

/** Symbols stay as they are; words take an s. */
const unitWords = (unit: string, dose: number): string => (unit.length > 2 && dose !== 1 ? `${unit}s` : unit);

/** The instruction in words: `5 mg once a day, oral`. */
export function dosageText(medicine: Medicine, dose: number): string {
  const moment = medicine.when === undefined ? '' : (moments[medicine.when] ?? '');
  const needed = medicine.asNeeded === undefined ? '' : ` when required for ${medicine.asNeeded}`;
  return `${dose} ${unitWords(medicine.doseUnit, dose)} ${frequencyWords(medicine)}${moment}, ${medicine.route}${needed}`;
}
