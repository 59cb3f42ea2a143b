import assert from 'node:assert/strict';
import type { DigitalService, RecordHandle } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { canBeInError, enteredInError, parametersOf } from '../altered-record.ts';
import { askService, type Question, questionsFor } from '../ask-service.ts';
import { emptyRecord, replacedType, typeOf } from '../broken-record.ts';
import type { ServiceWorld } from '../service-world.ts';
import { typesAsked } from '../types-asked.ts';

/** Types that are about no patient, or tell who and where somebody is. */
const shared: ReadonlySet<string> = new Set(
  (
    'Organization Location Practitioner PractitionerRole HealthcareService Endpoint Schedule Slot Medication Substance Device Questionnaire ' +
    'ValueSet CodeSystem ConceptMap StructureDefinition SearchParameter OperationDefinition CapabilityStatement PlanDefinition ' +
    'ActivityDefinition Library Measure Group'
  ).split(' '),
);

/** Whether a service reads what it shows so that it is true of this patient. */
export function readingCases(world: ServiceWorld): readonly Case<DigitalService>[] {
  const first = (service: DigitalService) =>
    questionsFor(service, { ...world, patients: world.patients.slice(0, 1) }).filter(({ fragment }) => fragment);
  return [
    {
      name: 'record: a panel searches for its own patient, or for what it has read of that patient',
      safety: true,
      run: async ({ adapter }) => {
        for (const question of first(adapter)) {
          const wide = await wideSearches(adapter, question, world);
          assert.deepEqual(
            wide,
            [],
            `${question.path} searches the charts of everybody: name the patient in each search.`,
          );
        }
      },
    },
    {
      name: 'record: what was entered in error is never shown as if it counted',
      safety: true,
      run: async ({ adapter }) => {
        const whole = world.record(adapter.manifest);
        for (const question of first(adapter)) {
          const { html } = await askService(adapter, question, world);
          for (const type of (await typesAsked(adapter, question, world)).filter(canBeInError)) {
            const without = await askService(adapter, question, world, replacedType(whole, type, emptyRecord(whole)));
            // What does not show that there is any of it shows none that is wrong.
            if (without.html === html) continue;
            const struck = await askService(adapter, question, world, enteredInError(whole, type));
            assert.ok(
              struck.outcome !== 'answered' || struck.html !== html,
              `${question.path} says the same when every ${type} was entered in error as when they count.`,
            );
          }
        }
      },
    },
  ];
}

/** Types that were searched for without naming the patient, or anything that an earlier answer has named. */
async function wideSearches(
  service: DigitalService,
  question: Question,
  world: ServiceWorld,
): Promise<readonly string[]> {
  const whole = world.record(service.manifest);
  const wide = new Set<string>();
  const known = new Set([question.patient]);
  const record: RecordHandle = {
    async fetch(input, init) {
      const type = typeOf(input);
      const { pathname } = new URL(typeof input === 'string' ? input : input.url, 'http://record.invalid');
      const isSearch = /^\/fhir\/[A-Za-z]+(\/_search)?$/.test(pathname);
      if (type !== undefined && isSearch && !shared.has(type)) {
        const parameters = await parametersOf(input, init);
        const values = [...parameters]
          .flatMap(([, value]) => value.split(/[,|]/))
          .map((value) => value.replace(/^.*\//, ''));
        // A form that is sent, or a next page, names nothing of its own.
        const isRead = parameters.size > 0 || init?.method === undefined || init.method === 'GET';
        if (isRead && !values.some((value) => known.has(value))) wide.add(type);
      }
      const answer = await whole.fetch(input, init);
      for (const [, id] of (await answer.clone().text()).matchAll(/"id"\s*:\s*"([^"]+)"/g)) known.add(id ?? '');
      return answer;
    },
  };
  await askService(service, question, world, record);
  return [...wide];
}
