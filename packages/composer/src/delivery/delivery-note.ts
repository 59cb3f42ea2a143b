import type { DeliveryView } from '@baseplate-epr/contracts';

/** What is kept of the deliveries to one service, in one entry of the state store: whoever writes it delivers, and nobody else does. */
export interface DeliveryNote {
  /** Everything before it is settled; empty: the beginning of the record. */
  readonly cursor: string;
  /** The process that delivers; absent while none does. */
  readonly holder?: { readonly id: string; readonly pid: number; readonly space: string };
  /** Package of the service that has heard of what is before the cursor; absent while none has begun. */
  readonly owner?: string;
  /** Changes behind the cursor that failed, by version: attempts and strikes. */
  readonly failing: Readonly<Record<string, readonly [attempts: number, strikes: number]>>;
  readonly delivered: number;
  readonly failures: number;
  readonly unreadable: number;
  readonly lastDelivered?: number;
  /** How it stood when this was written. */
  readonly stood: Pick<DeliveryView, 'at' | 'lag' | 'waiting'> & {
    readonly state: Exclude<DeliveryView['state'], 'unattended'>;
  };
}

/** Name of the state namespace in which deliveries are kept. */
export const deliveriesNamespace = 'deliveries';

const prefix = 'service/';

/** Begins the keys under which it is kept where a service that is not there any more had come to. */
export const leftPrefix = 'left/';

/** Key of a service's note. */
export function noteKey(service: string): string {
  return `${prefix}${service}`;
}

/** Which service a key is about. */
export function serviceOfKey(key: string): string {
  return key.slice(prefix.length);
}

/** The note of a service that has just subscribed: it hears of what comes after this cursor. */
export function firstNote(cursor: string, at: number): DeliveryNote {
  return {
    cursor,
    failing: {},
    delivered: 0,
    failures: 0,
    unreadable: 0,
    stood: { state: 'delivering', at, lag: 0, waiting: 0 },
  };
}
