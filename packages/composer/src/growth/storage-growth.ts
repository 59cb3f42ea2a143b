import type { KeptSize, Logger, Module, StateNamespace, StorageSample } from '@baseplate-epr/contracts';
import { isDue, keptSamples } from './kept-samples.ts';

/** What is looked at, and where the samples are kept. */
export interface StorageGrowthOptions {
  readonly stores: Readonly<Record<keyof StorageSample['places'], Pick<Module, 'size'>>>;
  readonly state: StateNamespace;
  readonly logger: Logger;
  now(): number;
  /** Milliseconds between looks whether a sample is due. Default a minute. */
  readonly every?: number;
}

/** Remembers how much room the stores take. */
export interface StorageGrowth {
  /** Oldest first. */
  samples(): Promise<readonly StorageSample[]>;
  /** Takes a sample if one is due; of several processes one does. */
  look(): Promise<void>;
  /** Takes a sample now in place of those of the last hour: what was written at once before people came is no growth. */
  note(): Promise<void>;
  /** Looks now, and from now on every minute. */
  start(): void;
  stop(): Promise<void>;
}

const key = 'storage-growth';
const hour = 3_600_000;

/** Makes it; nothing is asked before `look` or `start`. */
export function storageGrowth(options: StorageGrowthOptions): StorageGrowth {
  const { stores, state, logger, now, every = 60_000 } = options;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const read = async () => {
    const entry = await state.get({ key });
    const samples: readonly StorageSample[] = entry === undefined ? [] : JSON.parse(entry.value);
    return { samples, version: entry?.version ?? null };
  };
  const take = async (before: (samples: readonly StorageSample[]) => readonly StorageSample[] | undefined) => {
    const { samples: all, version } = await read();
    const samples = before(all);
    if (samples === undefined) return;
    const sizes = await Promise.all(Object.entries(stores).map(async ([place, store]) => [place, await sizeOf(store)]));
    const places = Object.fromEntries(sizes.filter(([, size]) => size !== undefined));
    const value = JSON.stringify(keptSamples([...samples, { at: now(), places }], now()));
    // Whoever was faster has taken this hour's sample.
    await state.set({ key, value, ifVersion: version });
  };
  const look = () => take((samples) => (isDue(samples, now()) ? samples : undefined));
  const lookQuietly = () => {
    looking = look().catch(() => logger.warn('How much room the stores take could not be noted; it is tried again.'));
  };
  return {
    samples: async () => (await read()).samples,
    look,
    async note() {
      await looking;
      await take((samples) => samples.filter(({ at }) => now() - at > hour));
    },
    start() {
      lookQuietly();
      timer = setInterval(lookQuietly, every).unref();
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** A store that cannot tell at the moment is left out of this sample. */
async function sizeOf(store: Pick<Module, 'size'>): Promise<KeptSize | undefined> {
  try {
    return await store.size?.();
  } catch {
    // Its health says what is wrong with it.
    return undefined;
  }
}
