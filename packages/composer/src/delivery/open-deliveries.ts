import type { DeliveryView, ModuleContext, StateStore } from '@baseplate-epr/contracts';
import { inForce } from '../applied/in-force.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { createAdmission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { deadLetters, type LetterDecision } from './dead-letters.ts';
import { deliveriesNamespace } from './delivery-note.ts';
import { deliveryViews } from './delivery-views.ts';

/** Deliveries as they are seen from outside the processes that deliver. */
export interface OpenDeliveries {
  view(): Promise<readonly DeliveryView[]>;
  /** Decides about one dead letter of a service, or all; a process that delivers carries it out. @returns how many */
  decide(service: string, decision: LetterDecision, letter?: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts only the state store. Works while the record is running. */
export async function openDeliveries(
  configuration: AssemblyConfiguration,
  context: ModuleContext,
): Promise<OpenDeliveries> {
  const { data } = await inForce(configuration, context);
  const admission = createAdmission(configuration, () => context.clock.now());
  const store = await loadModule<StateStore>(data.state, admission);
  try {
    await store.start(context);
  } catch (error) {
    await store.stop();
    throw error;
  }
  const state = store.namespace({ name: deliveriesNamespace });
  return {
    view: () => deliveryViews(state, context.clock.now()),
    decide: (service, decision, letter) => deadLetters(state, service).decide(decision, letter),
    stop: () => store.stop(),
  };
}
