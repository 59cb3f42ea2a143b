import { hostname } from 'node:os';
import type { Clock, StateNamespace } from '@baseplate-epr/contracts';

/** The processes that write to this record at the moment, each known by its audit chain. */
export interface WritingProcesses {
  /** Says that this process is there, for another minute. To be repeated well before it is over. */
  announce(): Promise<void>;
  /** This process writes no more. */
  withdraw(): Promise<void>;
  /** Chains of the processes that are there, this one's included. */
  present(): Promise<ReadonlySet<string>>;
}

/** What a process is known by. */
export interface ProcessName {
  readonly host: string;
  readonly pid: number;
  /** Tells it from an earlier process with the same number, which is what a restarted container has. */
  readonly since: number;
}

/** What a process tells of itself. */
export interface Announcement extends ProcessName {
  /** The list of packages whose profiles it has in force, as `InstalledPackages.generation`; absent of one that is older. */
  readonly profiles?: string;
}

/** An announcement that holds. */
export interface HeldAnnouncement extends Announcement {
  /** Until when, in milliseconds since 1970: later with each that is made anew. */
  readonly until: number | undefined;
}

/** How long an announcement holds, in milliseconds. */
export const announcementTime = 60_000;

const prefix = 'process/';

/** This process. */
export function thisProcess(): ProcessName {
  return { host: hostname(), pid: process.pid, since: Math.round(performance.timeOrigin) };
}

/**
 * Keeps the announcements in the record's state namespace. One that has run out counts no more, and neither does one of a process of this
 * host that is seen to be gone: after `kill -9` nobody waits for the minute to end.
 *
 * @param writer - this process's audit chain.
 * @param profiles - what it has in force, asked at each announcement.
 */
export function writingProcesses({
  state,
  clock,
  writer,
  profiles,
  own = thisProcess(),
}: {
  readonly state: StateNamespace;
  readonly clock: Clock;
  readonly writer: string;
  readonly profiles: () => string;
  readonly own?: ProcessName;
}): WritingProcesses {
  const key = `${prefix}${writer}`;
  return {
    async announce() {
      const value = JSON.stringify({ ...own, profiles: profiles() } satisfies Announcement);
      await state.set({ key, value, expiresAt: clock.now() + announcementTime });
    },
    async withdraw() {
      await state.delete({ key });
    },
    async present() {
      return new Set([writer, ...(await announcements(state, own)).keys()]);
    },
  };
}

/** What the processes that are there tell of themselves, by their audit chains. Whoever asks need not be one of them. */
export async function announcements(
  state: StateNamespace,
  own = thisProcess(),
): Promise<ReadonlyMap<string, HeldAnnouncement>> {
  const there = new Map<string, HeldAnnouncement>();
  let after: string | undefined;
  do {
    const page = await state.list({ prefix, limit: 1000, ...(after === undefined ? {} : { after }) });
    for (const entry of page.entries) {
      const announcement: Announcement = JSON.parse(entry.value);
      const { expiresAt: until } = entry;
      if (!isGone(announcement, own)) there.set(entry.key.slice(prefix.length), { ...announcement, until });
    }
    after = page.next;
  } while (after !== undefined);
  return there;
}

function isGone({ host, pid, since }: ProcessName, own: ProcessName): boolean {
  if (host !== own.host) return false;
  if (pid === own.pid) return since !== own.since;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // Any other error, such as a lack of permission, means that there is such a process.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
