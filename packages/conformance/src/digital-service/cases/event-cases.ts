import assert from 'node:assert/strict';
import type { ChangeEvent, DigitalService, RecordHandle } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { brokenRecords, typeOf } from '../broken-record.ts';
import { trialState } from '../call-service.ts';
import type { ServiceWorld } from '../service-world.ts';
import { isTaken, tellService } from '../tell-service.ts';

/** So many changes of each type are told in a case. */
const ofEachType = 5;

/** How a service deals with the changes it subscribes to. One that subscribes to none has nothing to do here. */
export function eventCases(world: ServiceWorld): readonly Case<DigitalService>[] {
  const secret = world.secrets[0] ?? '';
  return [
    {
      name: 'events: each is taken, within 10 s and within the scopes that the service has by itself',
      safety: true,
      run: async ({ adapter }) => {
        for (const event of await eventsFor(adapter, world)) {
          const refused = new Set<string>();
          const own = world.ownRecord(adapter.manifest);
          const record: RecordHandle = {
            async fetch(input, init) {
              const answer = await own.fetch(input, init);
              if (answer.status === 403) refused.add(typeOf(input) ?? 'the system');
              return answer;
            },
          };
          const answer = await tellService(adapter, event, world, { record });
          assert.deepEqual([...refused], [], 'It asked for what its system/ scopes do not allow.');
          assert.ok(isTaken(answer), `It did not take ${nameOf(event)}: ${answer.outcome}, status ${answer.status}.`);
        }
      },
    },
    {
      name: 'events: what it subscribes to is looked into, or kept, before it is taken',
      safety: true,
      run: async ({ adapter }) => {
        const events = await eventsFor(adapter, world);
        const own = world.ownRecord(adapter.manifest);
        const state = await trialState(world);
        let asked = 0;
        for (const event of events) {
          const record: RecordHandle = {
            fetch(input, init) {
              asked += 1;
              return own.fetch(input, init);
            },
          };
          await tellService(adapter, event, world, { record, state });
        }
        const { entries } = await state.list({ limit: 1 });
        assert.ok(
          events.length === 0 || asked > 0 || entries.length > 0,
          'It takes every change without reading or keeping anything: none of them does anything.',
        );
      },
    },
    {
      name: 'events: one that is told twice makes nothing the second time',
      safety: true,
      run: async ({ adapter }) => {
        for (const event of await eventsFor(adapter, world)) {
          const state = await trialState(world);
          await tellService(adapter, event, world, { state });
          const made: string[] = [];
          const own = world.ownRecord(adapter.manifest);
          const record: RecordHandle = {
            async fetch(input, init) {
              const answer = await own.fetch(input, init);
              if (answer.status === 201) made.push(typeOf(input) ?? 'a resource');
              return answer;
            },
          };
          const answer = await tellService(adapter, { ...event, attempt: 2 }, world, { record, state });
          assert.deepEqual(made, [], `It made something again when it was told again of ${nameOf(event)}.`);
          assert.ok(isTaken(answer), `It did not take ${nameOf(event)} when it was told again.`);
        }
      },
    },
    {
      name: 'events: one that a failing record kept it from dealing with is not taken',
      safety: true,
      run: async ({ adapter }) => {
        for (const event of await eventsFor(adapter, world)) {
          for (const [how, broken] of Object.entries(brokenRecords(secret))) {
            let asked = 0;
            const record: RecordHandle = {
              fetch(input, init) {
                asked += 1;
                return broken.fetch(input, init);
              },
            };
            const answer = await tellService(adapter, event, world, { record });
            assert.notEqual(answer.outcome, 'late', `It never answers about ${nameOf(event)} when the record ${how}.`);
            assert.ok(
              asked === 0 || !isTaken(answer),
              `It took ${nameOf(event)} although the record ${how}: it would never be told again.`,
            );
          }
        }
      },
    },
    {
      name: 'events: one about what is gone by now is taken',
      safety: false,
      run: async ({ adapter }) => {
        for (const event of await eventsFor(adapter, world)) {
          const own = world.ownRecord(adapter.manifest);
          const record: RecordHandle = {
            async fetch(input, init) {
              const { pathname } = new URL(typeof input === 'string' ? input : input.url, 'http://record.invalid');
              if (pathname !== `/fhir/${event.type}/${event.id}`) return own.fetch(input, init);
              const issue = [{ severity: 'error', code: 'deleted' }];
              return Response.json({ resourceType: 'OperationOutcome', issue }, { status: 410 });
            },
          };
          const answer = await tellService(adapter, event, world, { record });
          assert.ok(isTaken(answer), `It refuses ${nameOf(event)} for ever, since the resource has been deleted.`);
        }
      },
    },
    {
      name: 'events: nothing of a patient is logged or printed over them, whatever happens',
      safety: true,
      run: async ({ adapter, log }) => {
        for (const event of await eventsFor(adapter, world)) {
          await tellService(adapter, event, world);
          for (const record of Object.values(brokenRecords(secret)))
            await tellService(adapter, event, world, { record });
        }
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

async function eventsFor({ manifest }: DigitalService, world: ServiceWorld): Promise<readonly ChangeEvent[]> {
  if (manifest.subscribes === undefined) return [];
  const counted = new Map<string, number>();
  return (await world.events(manifest)).filter(({ type }) => {
    counted.set(type, (counted.get(type) ?? 0) + 1);
    return (counted.get(type) ?? 0) <= ofEachType;
  });
}

function nameOf({ type, interaction }: ChangeEvent): string {
  return `the ${interaction} of a ${type}`;
}
