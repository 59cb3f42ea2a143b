import type { Patient } from '@medplum/fhirtypes';
import { absence } from '../absence/absence-words.ts';
import { ageNotKnown, formatAge, formatAgeAtDeath } from '../dates/format-age.ts';
import { formatDate } from '../dates/format-date.ts';

/** Birth and, if it has come, death in the words of the banner. */
export interface LifeSpan {
  readonly born: string;
  readonly dead: boolean;
  readonly died: string;
  readonly ageAtDeath: string;
}

/** Puts birth and death into words: `14-Jul-1945 (81y)`; somebody who has died has an age at death instead. */
export function lifeSpan({ birthDate, deceasedBoolean, deceasedDateTime }: Patient, now: number): LifeSpan {
  const dead = deceasedDateTime !== undefined || deceasedBoolean === true;
  const born = formatDate(birthDate);
  const age = formatAge(birthDate, now);
  const atDeath = deceasedDateTime === undefined ? ageNotKnown : formatAgeAtDeath(birthDate, deceasedDateTime);
  return {
    born: dead || age === ageNotKnown ? born : `${born} (${age})`,
    dead,
    died: deceasedDateTime === undefined ? `Date ${absence.notRecorded.toLowerCase()}` : formatDate(deceasedDateTime),
    ageAtDeath: atDeath === ageNotKnown ? 'Not known' : atDeath,
  };
}
