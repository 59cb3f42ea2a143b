import assert from 'node:assert/strict';
import type { DigitalService } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { linkBaseOf } from '../ask-service.ts';
import { fillForm, fillings, lostFrom } from '../forms/fill-form.ts';
import { type FoundForm, type OpenForms, openForms } from '../forms/open-forms.ts';
import { unwritable, watchWrites } from '../forms/watch-writes.ts';
import type { ServiceWorld } from '../service-world.ts';

/** What a service does with the forms that it shows. One that shows none has nothing to do here. */
export function formCases(world: ServiceWorld): readonly Case<DigitalService>[] {
  const withForms =
    (run: (forms: OpenForms, service: DigitalService) => Promise<void>): Case<DigitalService>['run'] =>
    async ({ adapter }) => {
      const forms = await openForms(adapter, world);
      try {
        await run(forms, adapter);
      } finally {
        forms.close();
      }
    };
  /** Fills in anew each time, since a form carries a submission of its own. */
  const filled = async (forms: OpenForms) =>
    (await forms.find()).map((found) => ({ found, fields: fillForm(found.form, 'whole', world.now) }));

  return [
    {
      name: 'forms: each leads to its service and carries the fields that it was given',
      safety: true,
      run: withForms(async (forms, service) => {
        for (const { question, form } of await forms.find()) {
          const base = linkBaseOf(service, question.patient, question.isOwn);
          const { action } = form;
          assert.ok(action === base || action.startsWith(`${base}/`), `A form of ${question.path} leads elsewhere.`);
          const wanted = [['csrf', 'trial'], ...(question.isOwn === true ? [] : [['patient', question.patient]])];
          for (const [name, value] of wanted)
            assert.ok(
              form.fields.some((field) => field.kind === 'hidden' && field.name === name && field.value === value),
              `A form of ${question.path} does not carry "${name}" of formFields, and would be refused.`,
            );
        }
      }),
    },
    {
      name: 'forms: each is taken, or comes back with what was entered',
      safety: true,
      run: withForms(async (forms, service) => {
        for (const found of await forms.find()) {
          for (const filling of fillings) {
            const fields = fillForm(found.form, filling, world.now);
            const answer = await forms.send(found, fields, world.record(service.manifest));
            const { outcome, status } = answer;
            assert.ok(
              outcome === 'answered' && [303, 403, 422].includes(status),
              `${nameOf(found)} is neither taken (303) nor comes back (422): ${outcome}, status ${status}.`,
            );
            if (status !== 422) continue;
            const lost = lostFrom(fields, found.form, forms.fieldsOf(answer, found.form.action));
            assert.deepEqual(lost, [], `${nameOf(found)} comes back without what was entered.`);
          }
        }
      }),
    },
    {
      name: 'forms: one that is told as saved has written',
      safety: true,
      run: withForms(async (forms, service) => {
        for (const { found, fields } of await filled(forms)) {
          const before = await forms.kept();
          const watched = watchWrites(world.record(service.manifest));
          const { status, message } = await forms.send(found, fields, watched.record);
          if (status !== 303 || message === '') continue;
          assert.ok(
            watched.written() > 0 || (await forms.kept()) !== before,
            `${nameOf(found)} says that it was done, and has written nothing.`,
          );
        }
      }),
    },
    {
      name: 'forms: one that could not be written is never told as saved',
      safety: true,
      run: withForms(async (forms, service) => {
        const whole = world.record(service.manifest);
        for (const { found, fields } of await filled(forms)) {
          for (const how of ['answers 500', 'rejects'] as const) {
            let failed = false;
            const broken = unwritable(whole, how);
            const record = {
              async fetch(input: string | Request, init?: RequestInit) {
                const answer = broken.fetch(input, init);
                return answer.then(
                  (response) => {
                    if (response.status === 500) failed = true;
                    return response;
                  },
                  (error: unknown) => {
                    failed = true;
                    throw error;
                  },
                );
              },
            };
            const { outcome, status } = await forms.send(found, fields, record);
            assert.notEqual(outcome, 'late', `${nameOf(found)} is never answered when writing ${how}.`);
            assert.ok(!(failed && status === 303), `${nameOf(found)} is told as saved although writing ${how}.`);
          }
        }
      }),
    },
    {
      name: 'forms: one that is sent twice writes once',
      safety: true,
      run: withForms(async (forms, service) => {
        for (const { found, fields } of await filled(forms)) {
          const whole = world.record(service.manifest);
          const { status } = await forms.send(found, fields, whole);
          if (status !== 303) continue;
          const watched = watchWrites(whole);
          await forms.send(found, fields, watched.record);
          assert.equal(watched.created(), 0, `${nameOf(found)} writes again when it is sent a second time.`);
        }
      }),
    },
  ];
}

function nameOf({ question, form }: FoundForm): string {
  return `The form of ${question.path} to ${form.action.replace(question.patient, '…')}`;
}
