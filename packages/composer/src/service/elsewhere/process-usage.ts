import { readFile } from 'node:fs/promises';

/** Bytes the process holds, as Linux tells it: a bound on JavaScript's memory is none on what it keeps in buffers. */
export async function residentMemory(pid: number | undefined): Promise<number | undefined> {
  const [, pages] = (await told(pid, 'statm'))?.split(' ') ?? [];
  return pages === undefined ? undefined : Number(pages) * 4096;
}

/** Since it began, in milliseconds. */
export interface ProcessorTime {
  readonly computed: number;
  /** It wanted to compute, and others had the processor. */
  readonly waited: number;
}

/** What the main thread of the process has had of the processors, as Linux tells it. */
export async function processorTime(pid: number | undefined): Promise<ProcessorTime | undefined> {
  const [computed, waited] =
    (await told(pid, 'schedstat'))?.split(' ').map((nanoseconds) => Number(nanoseconds) / 1e6) ?? [];
  return computed === undefined || waited === undefined ? undefined : { computed, waited };
}

async function told(pid: number | undefined, what: 'statm' | 'schedstat'): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return undefined;
  }
}
