/** What a process has used up to now. */
export interface Usage {
  /** Processor time of all its threads, user and system, in microseconds. */
  readonly cpu: number;
  /** Most memory it ever had, pages of mapped files included, in bytes. */
  readonly peak: number;
  /** Memory it has now, in bytes. */
  readonly resident: number;
}

/** Asks this process. */
export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, peak: process.resourceUsage().maxRSS * 1024, resident: process.memoryUsage.rss() };
}
