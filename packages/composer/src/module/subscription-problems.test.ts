import type { DigitalService, Subscription } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { subscriptionProblems } from './subscription-problems.ts';

function service(name: string, scopes: readonly string[], subscribes: readonly Subscription[]): DigitalService {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: { name, contractVersion: 1, title: name, scopes, slots: [], assets: [], subscribes },
    start: async () => {},
    stop: async () => {},
    health: async () => ({ status: 'pass' }),
    fetch: async () => new Response(null, { status: 204 }),
  };
}

test('a subscription is fit if the manifest asks for the type and the assembly grants it', () => {
  const services = [service('ward', ['system/Observation.rs', 'user/Patient.rs'], [{ type: 'Observation' }])];
  expect(subscriptionProblems(services, true, { ward: ['system/Observation.r'] })).toEqual([]);
  expect(subscriptionProblems(services, true, { ward: ['system/*.rs'] })).toEqual([]);
});

test('criteria that cannot be applied are told before anything is put in front', () => {
  const criteria = ['status=final', 'nonsense=1', 'status='];
  const subscribes = criteria.map((each) => ({ type: 'Observation', criteria: each }));
  const services = [service('ward', ['system/Observation.rs'], subscribes)];
  expect(subscriptionProblems(services, true, { ward: ['system/Observation.rs'] })).toEqual(
    Array(2).fill(expect.stringContaining('ward subscribes to Observation by criteria that cannot be applied')),
  );
});

test('what could never be heard of is told at start, all at once, with what to do', () => {
  const services = [
    service('bold', ['user/Observation.rs'], [{ type: 'Observation' }]),
    service('ward', ['system/Observation.rs', 'system/Task.s'], [{ type: 'Observation' }, { type: 'Task' }]),
    service('odd', ['system/*.rs'], [{ type: 'Cake' }, { type: 'Task', interactions: ['read' as 'create'] }]),
  ];
  expect(subscriptionProblems(services, true, { odd: ['system/Task.rs'], gone: ['system/*.rs'] })).toEqual([
    expect.stringMatching(/bold subscribes to Observation, but its manifest asks for no scope system\/Observation\.r,/),
    expect.stringContaining(
      'ward subscribes to Observation, which nobody granted it. If it is to hear of it, add grants: { "ward": ["system/Observation.rs"] }',
    ),
    expect.stringContaining('ward subscribes to Task, but its manifest asks for no scope system/Task.r,'),
    expect.stringContaining('odd subscribes to Cake, which is no resource type'),
    expect.stringContaining('odd subscribes to "read" of Task. There are create, update and delete.'),
    expect.stringContaining('grants: there is no service called gone.'),
  ]);
  // It may be the one that could not be loaded.
  expect(subscriptionProblems([], false, { gone: [] })).toEqual([]);
});
