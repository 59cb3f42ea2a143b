import { ageBands } from '../data/age-bands.ts';
import { familyNames } from '../data/family-names.ts';
import { givenNames } from '../data/given-names.ts';
import { heritageShares } from '../data/heritages.ts';
import { surgeryKeys } from '../data/organisations.ts';
import { streetKinds, streetNames, towns } from '../data/places.ts';
import type { Random } from '../random/random.ts';
import { year } from '../time/durations.ts';
import type { Person, PersonAddress } from './person.ts';

const inwardLetters = 'ABDEFGHJLNPQRSTUWXYZ'.split('');
const relationships = ['Spouse', 'Daughter', 'Son', 'Partner', 'Sister', 'Brother', 'Friend'] as const;

/** An invented address near the invented Riverside. */
export function drawAddress(random: Random): PersonAddress {
  const town = random.pick(towns);
  const house = random.integer(1, 189);
  const flat = random.chance(0.14) ? [`Flat ${random.integer(1, 24)}`] : [];
  const inward = `${random.integer(1, 9)}${random.pick(inwardLetters)}${random.pick(inwardLetters)}`;
  return {
    line: [...flat, `${house} ${random.pick(streetNames)} ${random.pick(streetKinds)}`],
    city: town.name,
    postalCode: `${town.postcodeDistrict} ${inward}`,
  };
}

/** A telephone number from the ranges kept for drama, which ring nowhere. */
export function drawPhone(random: Random): string {
  return random.chance(0.75)
    ? `07700 900${String(random.integer(0, 999)).padStart(3, '0')}`
    : `01632 960${String(random.integer(0, 999)).padStart(3, '0')}`;
}

function prefixFor(random: Random, female: boolean, age: number): string {
  if (age < 16) return female ? 'Miss' : 'Master';
  if (!female) return 'Mr';
  return age > 55 ? random.pick(['Mrs', 'Mrs', 'Mrs', 'Miss', 'Ms']) : random.pick(['Mrs', 'Miss', 'Ms']);
}

/** Somebody of the general public around Riverside. `what` fixes parts of who they are. */
export function drawPerson(random: Random, now: number, what: Partial<Person> = {}): Person {
  const band = random.weighted(ageBands);
  const drawnAge = band.from + random.next() * (band.to + 1 - band.from);
  const birthDate = what.birthDate ?? new Date(now - drawnAge * year).toISOString().slice(0, 10);
  const age = (now - Date.parse(birthDate)) / year;
  const birthSex = what.birthSex ?? (random.chance(0.52) ? 'F' : 'M');
  const female = birthSex === 'F';
  const share = random.weighted(heritageShares);
  const given = givenNames[share.heritage][female ? 'female' : 'male'];
  const first = random.pick(given);
  const second = random.pick(given);
  const family = random.pick(familyNames[share.heritage]);
  const language =
    share.language !== undefined && random.chance(0.2)
      ? { ...share.language, interpreter: random.chance(0.6) }
      : undefined;
  const person: Person = {
    family,
    given: random.chance(0.35) && second !== first ? [first, second] : [first],
    prefix: prefixFor(random, female, age),
    gender: female ? 'female' : 'male',
    birthSex,
    birthDate,
    ethnicCategory: random.chance(0.05) ? 'Z' : share.ethnicCategory,
    address: drawAddress(random),
    phone: drawPhone(random),
    surgery: random.pick(surgeryKeys),
    maritalStatus: drawMaritalStatus(random, age),
    nextOfKin: {
      name: `${random.pick(givenNames[share.heritage].female)} ${family}`,
      relationship: age < 18 ? 'Mother' : random.pick(relationships),
      phone: drawPhone(random),
    },
    ...(language === undefined ? {} : { language }),
  };
  return { ...person, ...what };
}

function drawMaritalStatus(random: Random, age: number): NonNullable<Person['maritalStatus']> {
  if (age < 22 || random.chance(0.3)) return { code: 'S', display: 'Never Married' };
  if (age > 72 && random.chance(0.4)) return { code: 'W', display: 'Widowed' };
  return random.chance(0.15) ? { code: 'D', display: 'Divorced' } : { code: 'M', display: 'Married' };
}
