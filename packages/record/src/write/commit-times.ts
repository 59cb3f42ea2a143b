import type { IndexedVersion, Write } from '@baseplate-epr/contracts';
import { withLastUpdated } from '@baseplate-epr/fhir';

/** Sees that what is committed later never says that it was written earlier. */
export interface CommitTimes {
  /**
   * The writes of one commit as they are to be handed to the store, at once and without waiting in between: a version that is older than
   * what was handed over meanwhile gets the time of that. The array that was given if nothing changes.
   */
  inOrder(writes: readonly Write[]): readonly Write[];
  /** The writes of a commit that the store has refused since another process overtook it, with times that are not before this. */
  after(writes: readonly Write[], lastUpdated: number): readonly Write[];
}

/** What is further ahead, in milliseconds, did not overtake: the clock was set back, and times follow it. */
export const mostAhead = 300_000;

/**
 * Makes the times of the commits of this process.
 *
 * Whoever keeps up with the record asks `_history?_since=` or `_lastUpdated=ge` with the latest time seen. A transaction of a thousand
 * resources is planned and audited for a while, and smaller ones that were planned later are there first: with the time of its planning it
 * would stand behind what has been read already, and nobody would ever hear of it.
 */
export function commitTimes(): CommitTimes {
  let latest = Number.NEGATIVE_INFINITY;
  return {
    inOrder(writes) {
      const times = writes.map(({ version }) => version.lastUpdated);
      const [earliest, last] = [least(times), most(times)];
      const before = latest - earliest > mostAhead ? earliest : latest;
      latest = Math.max(before, last);
      return earliest >= before ? writes : allNotBefore(writes, before);
    },
    after(writes, lastUpdated) {
      latest = Math.max(latest, lastUpdated);
      return allNotBefore(writes, latest);
    },
  };
}

function allNotBefore(writes: readonly Write[], time: number): readonly Write[] {
  return writes.map(({ version, expect }) => ({ version: notBefore(version, time), expect }));
}

function notBefore(version: IndexedVersion, time: number): IndexedVersion {
  if (version.lastUpdated >= time) return version;
  const text = version.deleted ? version.text : withLastUpdated(version.text, new Date(time).toISOString());
  return { ...version, lastUpdated: time, text };
}

function least(times: readonly number[]): number {
  return times.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
}

function most(times: readonly number[]): number {
  return times.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
}
