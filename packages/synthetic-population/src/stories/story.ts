import type { PatientContext } from '../clinical/patient-context.ts';
import type { Person } from '../people/person.ts';
import type { Random } from '../random/random.ts';

/** A patient who is in every population that is large enough, the same for every seed. */
export interface Story {
  /** Permanent short name; it decides the ids of the story's resources. */
  readonly key: string;
  /** What the story is there to show. */
  readonly shows: string;
  /** @param now milliseconds */
  person(random: Random, now: number): Person;
  /** Days before now on which the patient died; absent while they live. */
  readonly diedDaysAgo?: number;
  /** Writes everything after the Patient. */
  tell(context: PatientContext): void;
}
