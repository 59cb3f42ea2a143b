import type { PageRequest } from './find-page.ts';
import type { Members } from './members.ts';

/** Up to how many candidates each way to a page is the shortest. */
export interface WayLimits {
  /** Up to so many: look at them all, and sort them. */
  readonly sorted: number;
  /** Up to so many: gather them, and walk in the order of the sort until enough of them were met. */
  readonly gathered: number;
}

/** A walk that was expected to be short may go on for this many times as long before the other way is taken. */
export const patience = 4;

/** Where all values of a parameter are to be read to find some, a walk through such a share of the resources is tried first. */
export const shareTried = 20;

/** A walk among candidates that were gathered may pass so many rows for each before it takes longer than to look them all up. */
export const rowsPerCandidate = 8;

/*
 * As measured, in units of a tenth of a microsecond: a row of the index that is walked, to look a resource up, to gather an entry, to seek whether a
 * walked resource has the value, to find among its own entries whether it has.
 */
const walking = 2;
const looking = 30;
const gathering = 2;
const seeking = 10;
const matching = 50;

/**
 * Of `n` candidates among `population`, a walk to the end of the page meets `limit * population / n` resources, if they are spread evenly. So each two of
 * the ways take equally long where `n * n` is a multiple of `limit * population`: by neither does a page take longer than in proportion to the root
 * of how many resources there are.
 */
export function wayLimits({ limit }: PageRequest, population: number, sought: Members | undefined): WayLimits {
  const met = limit * population;
  const sorted = Math.sqrt((met * walking) / looking);
  const gathered = Math.sqrt((met * (sought === undefined ? matching : seeking)) / gathering);
  return { sorted: Math.floor(sorted), gathered: Math.floor(gathered) };
}
