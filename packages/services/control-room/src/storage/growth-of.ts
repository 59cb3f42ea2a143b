import type { StorageSample } from '@baseplate-epr/contracts';

/** One place of an assembly that keeps something. */
export type StoragePlace = keyof StorageSample['places'];

/** What is known of one place. */
export interface PlaceGrowth {
  readonly bytes: number;
  readonly isEstimate: boolean;
  /** Bytes a day over the last week, or over what is known of it; absent while less than an hour is known. */
  readonly aDay?: number;
  /** Oldest first. */
  readonly points: readonly { readonly at: number; readonly bytes: number }[];
}

const hour = 3_600_000;
const day = 24 * hour;

/** How a place has grown; `undefined` if its store never told. */
export function growthOf(samples: readonly StorageSample[], place: StoragePlace): PlaceGrowth | undefined {
  const points = samples.flatMap(({ at, places }) => {
    const size = places[place];
    return size === undefined ? [] : [{ at, bytes: size.bytes, isEstimate: size.isEstimate === true }];
  });
  const last = points.at(-1);
  if (last === undefined) return undefined;
  const first = points.find(({ at }) => last.at - at <= 7 * day) ?? last;
  const time = last.at - first.at;
  const aDay = time < hour ? {} : { aDay: ((last.bytes - first.bytes) / time) * day };
  return { bytes: last.bytes, isEstimate: last.isEstimate, ...aDay, points };
}
