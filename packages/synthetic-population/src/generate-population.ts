import { createPatientContext, standstill } from './clinical/patient-context.ts';
import { hospitalNumber } from './identifiers/hospital-number.ts';
import { reservedNhsNumber, testNhsNumber, testNhsNumberCount } from './identifiers/nhs-number.ts';
import { tellDrawnLife } from './life/tell-drawn-life.ts';
import { tellOrganisations } from './organisations/tell-organisations.ts';
import { drawPerson } from './people/draw-person.ts';
import type { PopulationBundle } from './population-bundle.ts';
import type { PopulationOptions } from './population-options.ts';
import { patientKey } from './stories/patient-key.ts';
import { stories } from './stories/stories.ts';
import { day } from './time/durations.ts';

const earliestNow = Date.UTC(2025, 0, 1);

/**
 * Makes a population, one bundle at a time: organisations and staff first, then patient 1, 2, 3 and so on.
 *
 * Nothing here reads a clock or a source of chance: the same options give the same bytes. Patient n is the same
 * whatever the number of patients. Ids do not depend on `now`, so a store holds one population: another seed or moment
 * over the same store would mix two.
 *
 * @throws RangeError when the options do not make sense; nothing was made then
 * @see https://hl7.org/fhir/R4/http.html#transaction
 */
export function* generatePopulation(options: PopulationOptions): Generator<PopulationBundle> {
  const { patients, seed, now } = options;
  check(options);
  yield { kind: 'organisations', index: 0, ...tellOrganisations() };
  const still = standstill(now);
  for (let index = 1; index <= patients; index++) {
    const story = stories[index - 1];
    const context = createPatientContext({
      key: story === undefined ? `${seed}/patient/${index}` : patientKey(story.key),
      person: (random) => (story === undefined ? drawPerson(random, still) : story.person(random, still)),
      nhsNumber: index === 1 ? reservedNhsNumber : testNhsNumber(index - 2),
      hospitalNumber: hospitalNumber(index),
      now: still,
      ...(story?.diedDaysAgo === undefined ? {} : { deceased: still - story.diedDaysAgo * day }),
    });
    if (story === undefined) tellDrawnLife(context, index);
    else story.tell(context);
    yield { kind: 'patient', index, text: context.collector.toText(), resources: context.collector.count() };
  }
}

function check({ patients, now }: PopulationOptions): void {
  if (!Number.isInteger(patients) || patients < 1 || patients > testNhsNumberCount) {
    throw new RangeError(
      `A population cannot have ${patients} patients: the test range of NHS numbers gives 1 to ${testNhsNumberCount}. Ask for a whole number in between.`,
    );
  }
  if (!Number.isFinite(now) || now < earliestNow) {
    throw new RangeError(
      `A population cannot end at ${now}: its stories reach into 2024. Give milliseconds from 1 January 2025.`,
    );
  }
}
