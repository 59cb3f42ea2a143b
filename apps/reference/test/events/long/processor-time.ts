import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the processor clock in a second, as Linux tells them to programs. */
const ticks = 100;

/** Milliseconds of processor time that a process and those it has started have used so far, on Linux; a process that ended meanwhile counts no more. */
export function processorTime(pid: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readOne(Number(name)) ?? []);
  const ofTree = (root: number): number =>
    processes.filter((one) => one.parent === root).reduce((sum, one) => sum + ofTree(one.pid), 0) +
    (processes.find((one) => one.pid === root)?.used ?? 0);
  return (ofTree(pid) * 1000) / ticks;
}

function readOne(pid: number): { readonly pid: number; readonly parent: number; readonly used: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold spaces.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), used: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}
