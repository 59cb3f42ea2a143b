import { readFileSync } from 'node:fs';

/** How much memory the process takes for itself, sampled while it works: files that are mapped are not counted, since they can be dropped. */
export interface MemoryWatch {
  sample(): void;
  /** In words. */
  readonly line: string;
  /** Median of the last quarter by median of the second: about 1 where memory is flat. */
  readonly growth: number;
}

const mebibyte = 1024 * 1024;

/** Linux tells it apart from mapped files; elsewhere all that is resident has to do. */
function ownMemory(): number {
  const { platform } = process;
  if (platform !== 'linux') return process.memoryUsage.rss() / mebibyte;
  const line = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(line?.[1]) / 1024;
}

/** Begins with no samples. */
export function watchMemory(): MemoryWatch {
  const samples: number[] = [];
  const median = (from: number, until: number) => {
    const part = samples
      .slice(Math.floor(samples.length * from), Math.ceil(samples.length * until))
      .sort((a, b) => a - b);
    return part[Math.floor(part.length / 2)] ?? 0;
  };
  return {
    sample: () => void samples.push(ownMemory()),
    get line() {
      const most = Math.max(...samples);
      return `memory of its own ${Math.round(median(0.25, 0.5))} MiB in the second quarter, ${Math.round(median(0.75, 1))} MiB in the last, at most ${Math.round(most)} MiB`;
    },
    get growth() {
      return median(0.75, 1) / median(0.25, 0.5);
    },
  };
}
