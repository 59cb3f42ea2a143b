import type { DeliveryView, StateNamespace } from '@baseplate-epr/contracts';
import { deadLetters, letterView } from './dead-letters.ts';
import { type DeliveryNote, noteKey, serviceOfKey } from './delivery-note.ts';
import { deliveryTimes } from './delivery-times.ts';

/** So many dead letters are shown one by one. */
const shown = 100;

/**
 * How every service that ever subscribed is served, whoever delivers to it. Nothing is asked of the record or of the services.
 *
 * @param state - the namespace of deliveries
 * @param now - milliseconds since 1970
 */
export async function deliveryViews(state: StateNamespace, now: number): Promise<readonly DeliveryView[]> {
  const { entries } = await state.list({ prefix: noteKey(''), limit: 1000 });
  return Promise.all(
    entries.map(async ({ key, value }): Promise<DeliveryView> => {
      const service = serviceOfKey(key);
      const { holder, failing, delivered, failures, unreadable, lastDelivered, stood }: DeliveryNote =
        JSON.parse(value);
      const letters = await deadLetters(state, service).list();
      const isAttended = holder !== undefined && now - stood.at <= deliveryTimes.patience;
      return {
        service,
        state: isAttended ? stood.state : 'unattended',
        at: stood.at,
        lag: stood.waiting === 0 ? 0 : stood.lag + Math.max(0, now - stood.at),
        waiting: stood.waiting,
        failing: Object.keys(failing).length,
        delivered,
        failures,
        ...(lastDelivered === undefined ? {} : { lastDelivered }),
        deadLetters: { count: letters.length, oldest: letters.slice(0, shown).map(letterView) },
        unreadable,
      };
    }),
  );
}
