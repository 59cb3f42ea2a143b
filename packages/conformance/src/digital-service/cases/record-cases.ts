import assert from 'node:assert/strict';
import type { DigitalService, RecordHandle } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { askService, assertShown, type Question, questionsFor } from '../ask-service.ts';
import { brokenRecords, emptyRecord, replacedType, typeOf } from '../broken-record.ts';
import type { ServiceWorld } from '../service-world.ts';
import { typesAsked } from '../types-asked.ts';

/** How a service deals with the record. */
export function recordCases(world: ServiceWorld): readonly Case<DigitalService>[] {
  const secret = world.secrets[0] ?? '';
  return [
    {
      name: 'record: keeps within its scopes and within /fhir',
      safety: true,
      run: async ({ adapter }) => {
        const watched = watchRecord(world.record(adapter.manifest));
        for (const question of questionsFor(adapter, world)) await askService(adapter, question, world, watched.record);
        assert.deepEqual(watched.refused(), [], 'It asked for what its scopes do not allow.');
      },
    },
    {
      name: 'record: one that fails is never shown as one that is empty',
      safety: true,
      run: async ({ adapter }) => {
        const empty = emptyRecord(world.record(adapter.manifest));
        for (const question of questionsFor(adapter, { ...world, patients: world.patients.slice(0, 1) })) {
          // A page that reads nothing, such as one of help, may always say the same.
          if (question.isOwn === true && !(await asksAnything(adapter, question, world))) continue;
          const nothing = await askService(adapter, question, world, empty);
          for (const [how, record] of Object.entries(brokenRecords(secret))) {
            const answer = await askService(adapter, question, world, record);
            assert.notEqual(answer.outcome, 'late', `${question.path} never answers when the record ${how}.`);
            const same =
              answer.outcome === 'answered' && answer.status === nothing.status && answer.html === nothing.html;
            assert.ok(
              !same,
              `${question.path} says the same when the record ${how} as when there is nothing: somebody would believe it.`,
            );
          }
        }
      },
    },
    {
      name: 'record: a part of it that fails is never shown as a part where there is nothing',
      safety: true,
      run: async ({ adapter }) => {
        const whole = world.record(adapter.manifest);
        const failing: RecordHandle = brokenRecords(secret)['answers 500'] ?? whole;
        for (const question of questionsFor(adapter, { ...world, patients: world.patients.slice(0, 1) })) {
          for (const type of await typesAsked(adapter, question, world)) {
            const nothing = await askService(adapter, question, world, replacedType(whole, type, emptyRecord(whole)));
            const answer = await askService(adapter, question, world, replacedType(whole, type, failing));
            assert.notEqual(answer.outcome, 'late', `${question.path} never answers when ${type} fails.`);
            const same =
              answer.outcome === 'answered' && answer.status === nothing.status && answer.html === nothing.html;
            assert.ok(
              !same,
              `${question.path} says the same when ${type} cannot be read as when there is none: somebody would believe it.`,
            );
          }
        }
      },
    },
    {
      name: 'record: goes on as before when the record is back',
      safety: false,
      run: async ({ adapter }) => {
        for (const question of questionsFor(adapter, { ...world, patients: world.patients.slice(0, 1) })) {
          for (const record of Object.values(brokenRecords(secret))) await askService(adapter, question, world, record);
          const answer = await askService(adapter, question, world);
          assertShown(answer, question);
        }
        assert.notEqual((await adapter.health()).status, 'fail', 'It is not healthy after the record was away.');
      },
    },
    {
      name: 'record: nothing of a patient is logged or printed, whatever happens',
      safety: true,
      run: async ({ adapter, log }) => {
        for (const question of questionsFor(adapter, world)) {
          await askService(adapter, question, world);
          for (const record of Object.values(brokenRecords(secret))) await askService(adapter, question, world, record);
        }
        // The text found is itself a patient's, so it is not told.
        const told = JSON.stringify(log.lines);
        const found = world.secrets.filter((text) => told.includes(text));
        assert.equal(
          found.length,
          0,
          `Names, numbers, dates or addresses of patients were logged (${found.length} of them).`,
        );
      },
    },
  ];
}

/** Notes what was refused: the type that was asked for, never more of the address. */
function watchRecord(record: RecordHandle): { readonly record: RecordHandle; refused(): readonly string[] } {
  const refused = new Set<string>();
  return {
    refused: () => [...refused],
    record: {
      async fetch(input, init) {
        const { pathname } = new URL(typeof input === 'string' ? input : input.url, 'http://record.invalid');
        const type = typeOf(input) ?? 'the system';
        try {
          const answer = await record.fetch(input, init);
          if (answer.status === 403) refused.add(type);
          return answer;
        } catch (error) {
          refused.add(pathname.startsWith('/fhir') ? type : 'an address outside what its scopes lead to');
          throw error;
        }
      },
    },
  };
}

/** Whether a service reads anything for an answer. */
async function asksAnything(service: DigitalService, question: Question, world: ServiceWorld): Promise<boolean> {
  let asks = 0;
  const record = world.record(service.manifest);
  await askService(service, question, world, {
    fetch: (input, init) => {
      asks += 1;
      return record.fetch(input, init);
    },
  });
  return asks > 0;
}
