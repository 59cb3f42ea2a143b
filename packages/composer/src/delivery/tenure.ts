import type { StateNamespace } from '@baseplate-epr/contracts';
import { processExists } from '../ledger/liveness.ts';
import { processSpace } from '../ledger/process-space.ts';
import { type DeliveryNote, noteKey } from './delivery-note.ts';
import type { DeliveryTimes } from './delivery-times.ts';

/**
 * The right to deliver to one service, which one process has at a time. Each note is written over the one before, and only if nobody else has
 * written meanwhile: a process that was thought to be gone and comes back finds out at its next note, and has moved no cursor.
 */
export interface Tenure {
  /** As it was written last. */
  note(): DeliveryNote;
  /** @returns false if another process delivers by now. @throws errors of the state store; the tenure lasts until its lease is over */
  keep(note: DeliveryNote): Promise<boolean>;
  /** Whether the last sign is young enough that nobody else can have taken over. */
  isValid(): boolean;
}

/** What tenures are made from. */
export interface TenuresOptions {
  readonly state: StateNamespace;
  /** Names whoever delivers in this process. */
  readonly self: string;
  readonly times: Pick<DeliveryTimes, 'lease' | 'patience'>;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  readonly space?: string;
  readonly exists?: (pid: number) => boolean;
}

/** Seeks the right to deliver. */
export interface Tenures {
  /** Makes the first note of a service, if it has none. */
  begin(service: string, first: () => Promise<DeliveryNote>): Promise<void>;
  /** Takes over, if nobody delivers or whoever did is gone; to be asked again and again, since silence counts from what was seen before. */
  seek(service: string): Promise<Tenure | undefined>;
}

/** Begins to watch who delivers. */
export function createTenures(options: TenuresOptions): Tenures {
  const { state, self, times, now = () => performance.now(), exists = processExists } = options;
  const space = options.space ?? processSpace();
  const seen = new Map<string, { readonly version: string; readonly at: number }>();
  const holder = { id: self, pid: process.pid, space };

  function isGone(service: string, version: string, { holder: other }: DeliveryNote, asked: number): boolean {
    if (other === undefined || other.id === self) return true;
    if (other.space === space && !exists(other.pid)) return true;
    const known = seen.get(service);
    if (known?.version !== version) {
      seen.set(service, { version, at: asked });
      return false;
    }
    return asked - known.at >= times.patience;
  }

  return {
    async begin(service, first) {
      const key = noteKey(service);
      if ((await state.get({ key })) !== undefined) return;
      await state.set({ key, value: JSON.stringify(await first()), ifVersion: null });
    },
    async seek(service) {
      const key = noteKey(service);
      const asked = now();
      const found = await state.get({ key });
      if (found === undefined) return undefined;
      let note: DeliveryNote = JSON.parse(found.value);
      let { version } = found;
      if (!isGone(service, version, note, asked)) return undefined;
      let signed = 0;

      const tenure: Tenure = {
        note: () => note,
        isValid: () => now() - signed < times.lease,
        async keep(next) {
          for (;;) {
            const began = now();
            const result = await state.set({ key, value: JSON.stringify(next), ifVersion: version });
            if (result.outcome === 'written') {
              version = result.version;
              note = next;
              signed = began;
              return true;
            }
            // A note of ours may have been written although its answer was lost, or have moved to another store.
            const current: DeliveryNote | undefined = result.current && JSON.parse(result.current.value);
            if (result.current === undefined || current?.holder?.id !== self) return false;
            version = result.current.version;
          }
        },
      };
      return (await tenure.keep({ ...note, holder })) ? tenure : undefined;
    },
  };
}
