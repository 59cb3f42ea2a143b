import { describePatient } from '../people/describe-patient.ts';
import type { Person } from '../people/person.ts';
import { createRandom } from '../random/create-random.ts';
import type { Random } from '../random/random.ts';
import { createResourceCollector, type ResourceCollector } from '../resource/resource-collector.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ageInYears } from '../time/age.ts';
import { minute } from '../time/durations.ts';

/** One patient while their record is being written. */
export interface PatientContext {
  readonly collector: ResourceCollector;
  readonly random: Random;
  readonly person: Person;
  /** Reference to the Patient, with no words: names do not belong in other resources. */
  readonly patient: ResourceReference;
  /** The half hour at which the story stands still, in milliseconds: at least ten minutes before the real `now`. */
  readonly now: number;
  /** When they were born, in milliseconds; 1 January where only the year is known. */
  readonly born: number;
  /** True when they have died; `now` is the moment of death then. */
  readonly dead: boolean;
  /** Whole years at `now`. */
  readonly age: number;
}

/** The latest half hour that is at least ten minutes ago, so that a result reported a little later is not in the future. */
export const standstill = (now: number): number => Math.floor((now - 10 * minute) / (30 * minute)) * 30 * minute;

/** What {@link createPatientContext} needs. `key` names the patient and decides every id and every draw. */
export interface PatientContextOptions {
  readonly key: string;
  readonly person: (random: Random) => Person;
  readonly nhsNumber: string;
  readonly hospitalNumber: string;
  readonly now: number;
  readonly deceased?: number;
}

/** Begins a record with its Patient. */
export function createPatientContext(options: PatientContextOptions): PatientContext {
  const collector = createResourceCollector(options.key);
  const random = createRandom(options.key);
  const person = options.person(random);
  const { nhsNumber, hospitalNumber, deceased } = options;
  const patient = collector.add(
    describePatient(person, { nhsNumber, hospitalNumber, ...(deceased === undefined ? {} : { deceased }) }),
  );
  return {
    collector,
    random,
    person,
    patient,
    now: deceased ?? options.now,
    dead: deceased !== undefined,
    born: Date.parse(person.birthDate.length === 4 ? `${person.birthDate}-01-01` : person.birthDate),
    age: ageInYears(person.birthDate, deceased ?? options.now),
  };
}
