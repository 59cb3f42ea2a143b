import { sendRequest } from '../support/send-request.ts';
import type { RunningRecord } from '../support/start-record.ts';

/** What a well-behaved client and the system saw while the record was being maltreated. */
export interface Watched {
  /** Answers that a well-behaved client got, and how many of them were not 200. */
  readonly probes: number;
  readonly failedProbes: number;
  /** Milliseconds that the well-behaved client waited. */
  readonly waited: { readonly median: number; readonly p99: number; readonly longest: number };
  /** MiB of resident memory. */
  readonly memory: { readonly first: number; readonly greatest: number; readonly last: number };
}

/** Reads one patient again and again, one request at a time, and notes the memory of the process. */
export function watchRecord(record: RunningRecord, path: string): () => Promise<Watched> {
  const waits: number[] = [];
  const memories: number[] = [];
  let failed = 0;
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      const answer = await sendRequest(record.base, record.token, { method: 'GET', path });
      waits.push(answer.milliseconds);
      if (answer.status !== 200) failed += 1;
      memories.push((await record.memory()) ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return async () => {
    stopped = true;
    await running;
    const sorted = waits.toSorted((one, other) => one - other);
    const at = (share: number) =>
      Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
    return {
      probes: waits.length,
      failedProbes: failed,
      waited: { median: at(0.5), p99: at(0.99), longest: at(1) },
      memory: {
        first: Math.round(memories[0] ?? 0),
        greatest: Math.round(Math.max(...memories)),
        last: Math.round(memories.at(-1) ?? 0),
      },
    };
  };
}
