import { describe, expect, it } from 'vitest';
import { type Medicine, medicines } from '../data/medicines.ts';
import { dosageText } from './dosage-text.ts';

const textOf = (medicine: Medicine): string => dosageText(medicine, medicine.dose);

describe('dosageText', () => {
  it('says dose, frequency, moment, route and reason', () => {
    expect(textOf(medicines.apixaban)).toBe('5 mg twice a day, oral');
    expect(textOf(medicines.furosemide)).toBe('40 mg once a day in the morning, oral');
    expect(textOf(medicines.methotrexate)).toBe('15 mg once a week, oral');
    expect(textOf(medicines.salbutamol)).toBe(
      '2 puffs four times a day, inhaled when required for breathlessness or wheeze',
    );
  });
});
