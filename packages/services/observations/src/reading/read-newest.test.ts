import type { DigitalService } from '@baseplate-epr/contracts';
import { clerk, doctor, nurse, openWard, type Ward } from '@baseplate-epr/service-testing';
import { beforeAll, expect, test } from 'vitest';
import { createObservations } from '../create-observations.ts';

const service = createObservations();
let ward: Ward;
let mary: string;
let asked: string[];

/** The service, with what it asks of the record written down. */
const noted: DigitalService = {
  ...service,
  fetch: (request, context) => {
    const fetch: typeof context.record.fetch = (input, init) => {
      asked.push(`${context.principal.id} ${String(input)} ${String(init?.body)}`);
      return context.record.fetch(input, init);
    };
    return service.fetch(request, { ...context, record: { fetch } });
  },
};
const panels = (principal = nurse) =>
  Promise.all(['/alerts', '/card'].map((path) => ward.get(noted, mary, path, { principal })));

beforeAll(async () => {
  ward = await openWard();
  mary = ward.patientOf('mary-edwards');
});

test('what both panels of a page are made from is asked for once, and they say the same as when each asks for itself', async () => {
  asked = [];
  const together = await panels();
  expect(asked.length).toBeGreaterThan(2);
  expect(new Set(asked).size).toBe(asked.length);
  const alerts = await ward.get(noted, mary, '/alerts');
  expect(together).toEqual([alerts, await ward.get(noted, mary, '/card')]);
  expect(alerts.html).not.toBe('');
});

test('the next page asks anew', async () => {
  asked = [];
  await panels();
  const once = asked.length;
  expect(once).toBeGreaterThan(2);
  await panels();
  expect(asked).toHaveLength(2 * once);
});

test('nothing is shared between people, whatever the request is called', async () => {
  asked = [];
  const [ofNurse, ofDoctor, ofClerk] = await Promise.all([panels(), panels(doctor), panels(clerk)]);
  const questionsOf = ({ id }: typeof nurse) => asked.filter((question) => question.startsWith(`${id} `)).length;
  expect(questionsOf(nurse)).toBeGreaterThan(2);
  expect(questionsOf(doctor)).toBe(questionsOf(nurse));
  expect(questionsOf(clerk)).toBeGreaterThan(0);
  expect([ofNurse, ofDoctor, ofClerk].map((answers) => answers.map(({ status }) => status))).toEqual([
    [200, 200],
    [200, 200],
    [403, 403],
  ]);
});
