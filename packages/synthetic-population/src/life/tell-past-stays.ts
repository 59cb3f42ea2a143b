import type { Specialty } from '../data/specialties.ts';
import { wards } from '../data/wards.ts';
import { ageInYears } from '../time/age.ts';
import { day, hour, year } from '../time/durations.ts';
import { drawIllness } from './illness.ts';
import type { Life } from './life.ts';
import type { Bed } from './life-options.ts';
import { tellStay } from './tell-stay.ts';

/** A bed where a specialty has its patients. */
export function bedFor(life: Life, specialty: Specialty): Bed {
  const { random, age } = life.context;
  if (age < 16) return { ward: 'children', bed: random.integer(1, 24) };
  const suitable = wards.filter((ward) => ward.beds > 0 && ward.specialty === specialty);
  const ward = suitable.length === 0 ? wards[7] : random.pick(suitable);
  return { ward: ward.key, bed: random.integer(1, Math.max(1, ward.beds)) };
}

/** How many stays of the last six years a life has. */
export function drawStayCount(life: Life): number {
  const { random, age } = life.context;
  const chance = age < 16 ? 0.1 : age < 60 ? 0.12 : 0.26;
  return random.chance(chance + 0.04 * life.conditions.length) ? 1 : 0;
}

/** Stays that are over. */
export function tellPastStays(life: Life, count: number): void {
  const { random, now, born, person } = life.context;
  for (let place = 0; place < count; place++) {
    const start = now - (0.15 + random.next() * 5.8) * year;
    if (start < born + 20 * day) continue;
    const illness = drawIllness(life, ageInYears(person.birthDate, start));
    const nights = random.integer(illness.days[0], illness.days[1]);
    const end = Math.floor((start + nights * day) / day) * day + random.integer(9, 17) * hour;
    const observed = [start, end - 2 * hour];
    if (nights > 2) observed.splice(1, 0, start + day);
    tellStay(life, { illness, bed: bedFor(life, illness.specialty), start, end, observed });
  }
}
