import { readFileSync } from 'node:fs';

/** How much memory another process takes for itself, sampled every second until it ends: mapped files can be dropped and are not counted. */
export interface OwnMemory {
  stop(): void;
  /** In words. */
  line(): string;
  /** Median of the last quarter by median of the second: about 1 where memory is flat. */
  growth(): number;
}

const mebibyte = 1024;

/** Begins to look at once. Linux only; elsewhere there are no samples. */
export function watchOwnMemory(pid: number): OwnMemory {
  const samples: number[] = [];
  const sample = () => {
    try {
      const line = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      if (line !== null) samples.push(Number(line[1]) / mebibyte);
    } catch {
      // It has ended.
    }
  };
  const sampling = setInterval(sample, 1000);
  const median = (from: number, until: number) => {
    const part = samples
      .slice(Math.floor(samples.length * from), Math.ceil(samples.length * until))
      .sort((a, b) => a - b);
    return part[Math.floor(part.length / 2)] ?? 0;
  };
  return {
    stop: () => clearInterval(sampling),
    line: () =>
      `memory of its own ${Math.round(median(0.25, 0.5))} MiB in the second quarter, ${Math.round(median(0.75, 1))} MiB in the last, at most ${Math.round(Math.max(0, ...samples))} MiB`,
    growth: () => median(0.75, 1) / median(0.25, 0.5),
  };
}
