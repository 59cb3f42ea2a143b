import assert from 'node:assert/strict';
import type { DigitalService } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { askService, assertShown, linkBaseOf, questionsFor } from '../ask-service.ts';
import { hostileRecord, injected } from '../broken-record.ts';
import type { ServiceWorld } from '../service-world.ts';

/** A question is asked so often, and the best time counts: the machine may be busy, the service may not be slow. */
const rounds = 3;

/** What a service shows. */
export function fragmentCases(world: ServiceWorld): readonly Case<DigitalService>[] {
  return [
    {
      name: 'fragments: each answers for every patient, within its time budget',
      safety: false,
      run: async ({ adapter }) => {
        for (const question of questionsFor(adapter, world)) {
          let best = Number.POSITIVE_INFINITY;
          for (let round = 0; round < rounds && best > question.budget; round += 1) {
            const answer = await askService(adapter, question, world);
            assertShown(answer, question);
            best = Math.min(best, answer.milliseconds);
          }
          assert.ok(
            best <= question.budget,
            `${question.path} takes ${Math.round(best)} ms; its budget is ${question.budget} ms.`,
          );
        }
      },
    },
    {
      name: 'fragments: the composer takes nothing away from them',
      safety: true,
      run: async ({ adapter }) => {
        for (const question of questionsFor(adapter, world).filter(({ fragment }) => fragment)) {
          const { html } = await askService(adapter, question, world);
          const lost = await world.lost(html, linkBaseOf(adapter, question.patient));
          assert.ok(lost !== undefined, `${question.path} is too long or too deep, and would be refused.`);
          assert.deepEqual(lost, [], `${question.path} holds what the composer takes away.`);
        }
      },
    },
    {
      name: 'fragments: what people wrote is shown as text, never taken for markup',
      safety: true,
      run: async ({ adapter }) => {
        for (const question of questionsFor(adapter, world)) {
          const record = hostileRecord(world.record(adapter.manifest));
          const { html } = await askService(adapter, question, world, record);
          assert.ok(!html.includes(injected), `${question.path} puts a text of the record into the page as markup.`);
        }
      },
    },
    {
      // What throws counts as a failure of the service: a few old links would open its breaker, and take its panel from every chart.
      name: 'fragments: of a patient who is not there, it answers so that it can be shown, in time and with nobody else’s chart',
      safety: true,
      run: async ({ adapter }) => {
        for (const question of questionsFor(adapter, world)) {
          await askService(adapter, question, world);
          const absent = { ...question, patient: 'nobody-is-called-so' };
          const answer = await askService(adapter, absent, world);
          assert.notEqual(answer.outcome, 'late', `${question.path} never answers about a patient who is not there.`);
          if (question.fragment)
            assertShown(answer, { ...absent, path: `${question.path} of a patient who is not there` });
          const { html } = answer;
          const found = question.fragment ? world.secrets.filter((text) => html.includes(text)) : [];
          assert.equal(found.length, 0, `${question.path} shows one patient’s data in another’s chart.`);
        }
      },
    },
  ];
}
