import type { DigitalService } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { inRole } from './people.ts';
import { testChart } from './test-chart.ts';

/** Keeps the ids of changes that it is told of, and shows on a page of its own what it keeps and who looks. */
const keeping: DigitalService = {
  contract: 'digital-service',
  contractVersion: 1,
  manifest: {
    name: 'keeping',
    contractVersion: 1,
    title: 'Keeping',
    scopes: ['user/Patient.rs', 'system/Task.rs'],
    slots: [],
    assets: [],
  },
  start: async () => undefined,
  stop: async () => undefined,
  health: async () => ({ status: 'pass' }),
  async fetch(request, { event, ownPage, state, principal, record }) {
    if (event !== undefined) {
      await state.set({ key: event.id, value: principal.scopes.join() });
      return new Response(null, { status: 204 });
    }
    const { entries } = await state.list({ limit: 10 });
    const { status } = await record.fetch('/fhir/Patient');
    const form = request.method === 'POST' ? await request.text() : '';
    const kept = entries.map(({ key, value }) => `${key} ${value}`);
    return new Response(`<p>${ownPage?.linkBase} ${kept} ${principal.role.code} ${status} ${form}</p>`);
  },
};

test('what a service keeps of a change is there on its own page, for whoever looks', async () => {
  const chart = await testChart(keeping);
  expect((await chart.tell({ type: 'Task', id: 'one', patients: [] })).status).toBe(204);
  const seen = await chart.own('/', { principal: inRole('ward-nurse') });
  expect(seen.text).toBe('/services/keeping one system/Task.rs ward-nurse 200');
  const refused = await chart.own('/', { principal: inRole('administrator'), form: { a: 'b' } });
  expect(refused.text).toBe('/services/keeping one system/Task.rs administrator 403 a=b');
});
