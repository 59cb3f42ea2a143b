import { existsSync, readFileSync } from 'node:fs';

/** What a process has used up to now. Memory in bytes. */
export interface Usage {
  /** Processor time of all its threads, user and system, in microseconds. */
  readonly cpu: number;
  /** Most memory it ever had, pages of mapped files included. */
  readonly peak: number;
  /** Memory it has now, pages of mapped files included: those the system can take back at any time. */
  readonly resident: number;
  /** Memory it has now that is its own; undefined where the system does not tell (all but Linux). */
  readonly own?: number;
}

const status = '/proc/self/status';

/** Asks this process. */
export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const own = existsSync(status) ? /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return {
    cpu: user + system,
    peak: process.resourceUsage().maxRSS * 1024,
    resident: process.memoryUsage.rss(),
    ...(own === undefined ? {} : { own: Number(own) * 1024 }),
  };
}
