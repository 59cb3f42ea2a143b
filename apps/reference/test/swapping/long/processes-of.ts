import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Ids of a process and of all that descend from it. */
export function familyOf(pid: number): readonly number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const one of family) for (const [own, parent] of rows) if (parent === one && own !== undefined) family.push(own);
  return family;
}

/** Memory that a process holds, in megabytes; 0 if it has ended. */
export function residentMegabytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0;
  }
}
