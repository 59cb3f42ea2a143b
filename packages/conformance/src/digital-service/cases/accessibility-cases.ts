import assert from 'node:assert/strict';
import type { DigitalService, RecordHandle } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { type Inspector, openInspector } from '../accessibility/open-inspector.ts';
import { askService, type Question, questionsFor } from '../ask-service.ts';
import { emptyRecord } from '../broken-record.ts';
import { linkedQuestions } from '../linked-questions.ts';
import type { ServiceWorld } from '../service-world.ts';

/** Whether everybody can use what a service shows. */
export function accessibilityCases(world: ServiceWorld): readonly Case<DigitalService>[] {
  return [
    {
      name: 'accessibility: axe finds no breach of WCAG 2.2 AA in any fragment, nor in the pages it links to',
      safety: false,
      run: async ({ adapter }) => {
        const inspector = openInspector();
        try {
          const whole = world.record(adapter.manifest);
          for (const question of questionsFor(adapter, world))
            await inspect(inspector, adapter, question, world, whole);
          for (const question of questionsFor(adapter, { ...world, patients: world.patients.slice(0, 1) })) {
            await inspect(inspector, adapter, question, world, emptyRecord(whole));
            for (const linked of await linkedQuestions(inspector, adapter, question, world))
              await inspect(inspector, adapter, linked, world, whole);
          }
        } finally {
          inspector.close();
        }
      },
    },
  ];
}

async function inspect(
  inspector: Inspector,
  service: DigitalService,
  question: Question,
  world: ServiceWorld,
  record: RecordHandle,
): Promise<void> {
  const { outcome, status, html } = await askService(service, question, world, record);
  if (outcome !== 'answered' || status !== 200) return;
  const found = question.fragment ? await inspector.fragment(html) : await inspector.page(html);
  assert.equal(found.length, 0, `${question.path} cannot be used by everybody:\n${found.join('\n')}`);
}
