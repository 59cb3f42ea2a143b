import type { Principal } from '@baseplate-epr/contracts';
import type { RecordEvent } from '@baseplate-epr/record';
import { afterEach, expect, test } from 'vitest';
import { type DeliveryWorld, deliveryWorld } from '../__fixtures__/delivery-world.ts';
import { deadLetters } from '../delivery/dead-letters.ts';
import { deliveriesNamespace } from '../delivery/delivery-note.ts';
import { decideDeliveries } from './decide-deliveries.ts';

const principal: Principal = {
  id: 'administrator/sam',
  kind: 'practitioner',
  display: 'Sam Example',
  role: { code: 'administrator', display: 'Administrator' },
  organisation: { odsCode: 'RXX01', display: 'Riverside' },
  purposeOfUse: 'HSYSADMIN',
  scopes: ['assembly.apply'],
};
const event: RecordEvent = {
  type: 'Observation',
  id: 'o',
  versionId: '1',
  lastUpdated: 0,
  interaction: 'create',
  patients: [],
};

let world: DeliveryWorld | undefined;
afterEach(() => world?.stop());

test('the audit says success only where something was decided', async () => {
  world = await deliveryWorld(() => undefined);
  const { deliveries, record, stores } = world;
  const decide = decideDeliveries({ deliveries: () => deliveries, record });
  const ask = (requestId: string) => {
    const body = JSON.stringify({ service: 'ward', decision: 'discard' });
    const request = new Request('http://127.0.0.1:3000/assembly/deliveries', { method: 'POST', body });
    return decide(request, { principal, requestId, signal: new AbortController().signal });
  };
  await expect(ask('of-nothing')).rejects.toMatchObject({ code: 'not-found' });
  const letters = deadLetters(stores.state.namespace({ name: deliveriesNamespace }), 'ward');
  await letters.put({ event, attempts: 8, at: 0, reason: 'threw' });
  expect((await ask('of-one')).status).toBe(200);
  const { entries } = await stores.audit.read({ limit: 100 });
  const told = entries.filter(({ action }) => action === 'assembly-discard');
  expect(told.map(({ requestId, outcome }) => [requestId, outcome])).toEqual([
    ['of-nothing', 'unknown'],
    ['of-nothing.decided', 'failure'],
    ['of-one', 'unknown'],
    ['of-one.decided', 'success'],
  ]);
});
