/** How much memory the process takes, sampled while it works. */
export interface MemoryWatch {
  sample(): void;
  /** Mebibytes resident: in the first and the last quarter of the samples, at most, in the middle. */
  readonly line: string;
  /** Median of the last quarter by median of the second: about 1 where memory is flat. */
  readonly growth: number;
}

const mebibyte = 1024 * 1024;

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
    sample: () => void samples.push(process.memoryUsage.rss() / mebibyte),
    get line() {
      const most = Math.max(...samples);
      return `resident ${Math.round(median(0.25, 0.5))} MiB in the second quarter, ${Math.round(median(0.75, 1))} MiB in the last, at most ${Math.round(most)} MiB`;
    },
    get growth() {
      return median(0.75, 1) / median(0.25, 0.5);
    },
  };
}
