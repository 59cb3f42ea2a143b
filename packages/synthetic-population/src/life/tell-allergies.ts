import type { PatientContext } from '../clinical/patient-context.ts';
import { recordAllergy, recordNoKnownAllergies } from '../clinical/record-allergy.ts';
import { type Allergen, allergens } from '../data/allergens.ts';
import { type MedicineKey, medicines } from '../data/medicines.ts';
import { day, year } from '../time/durations.ts';
import { workingTime } from '../time/working-time.ts';
import type { LifeOptions } from './life-options.ts';
import { surgeryOf } from './surgery-of.ts';

/**
 * Allergies, or the statement that there are none, or (as for about one in eleven) nothing at all.
 */
export function tellAllergies(
  context: PatientContext,
  wanted: NonNullable<LifeOptions['allergies']>,
  medicinesInUse: readonly MedicineKey[],
): void {
  const { random, now, born, age } = context;
  const { general } = surgeryOf(context);
  const lived = Math.max(2 * day, now - born);
  const recorded = Math.max(born + day / 2, workingTime(random, now - Math.min(random.next() * 8 * year, lived * 0.8)));
  const draw = random.next();
  if (wanted === 'not recorded' || (wanted === 'drawn' && draw < 0.09)) return;
  if (wanted === 'none known' || draw < (age < 16 ? 0.85 : 0.68)) {
    recordNoKnownAllergies(context, recorded, general);
    return;
  }
  const chosen = new Set<Allergen>();
  for (
    let count = random.weighted([
      { count: 1, weight: 7 },
      { count: 2, weight: 2 },
      { count: 3, weight: 1 },
    ]).count;
    count > 0;
    count--
  ) {
    chosen.add(random.weighted(allergens));
  }
  // What somebody takes every day they tolerate.
  const taken = medicinesInUse.map((key) => medicines[key].name).join(' ');
  for (const allergen of chosen) {
    if (taken.includes(allergen.substance) || (taken.includes('Co-codamol') && allergen.substance === 'Codeine'))
      continue;
    const manifestation = random.pick(allergen.manifestations);
    recordAllergy(context, { allergen, manifestation, recorded, recorder: general, certain: random.chance(0.9) });
  }
}
