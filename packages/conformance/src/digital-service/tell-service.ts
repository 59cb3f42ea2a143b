import type { ChangeEvent, DigitalService, RecordHandle, StateNamespace } from '@baseplate-epr/contracts';
import { callService, type ServiceAnswer, trialState } from './call-service.ts';
import type { ServiceWorld } from './service-world.ts';

/** How long a service may take over one change, in milliseconds. */
const eventBudget = 10_000;

/** Where a change is told, other than as usual. */
export interface TellOptions {
  readonly record?: RecordHandle;
  /** Kept from one telling to the next. */
  readonly state?: StateNamespace;
}

/** Tells a service of a change, as a composer does. */
export async function tellService(
  service: DigitalService,
  event: ChangeEvent,
  world: ServiceWorld,
  { record = world.ownRecord(service.manifest), state }: TellOptions = {},
): Promise<ServiceAnswer> {
  const { manifest } = service;
  return callService(service, {
    request: new Request('http://service.invalid/events', { method: 'POST' }),
    world,
    record,
    budget: eventBudget,
    principal: {
      ...world.principal,
      id: `service/${manifest.name}`,
      kind: 'system',
      scopes: manifest.scopes.filter((scope) => scope.startsWith('system/')),
    },
    state: state ?? (await trialState(world)),
    page: { event },
  });
}

/** Whether the change needs no further care, by what the service says. */
export function isTaken({ outcome, status }: ServiceAnswer): boolean {
  return outcome === 'answered' && status >= 200 && status < 300;
}
