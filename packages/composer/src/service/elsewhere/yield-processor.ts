import { execFile } from 'node:child_process';
import { constants, getPriority, setPriority } from 'node:os';

/** By how much a program of somebody else is nicer than the record. */
const niceness = 10;

/** Lets this process go first, without keeping the other from its share, when there is not enough of the processor. */
export function beNicer(pid: number | undefined): void {
  setNice(pid, getPriority() + niceness);
}

/**
 * Leaves to a process, with all its threads, the time in which nothing else wants to compute. Linux lets anybody ask for that of their own
 * processes, and takes it back from nobody without privilege. Niceness alone does not do it: who wakes up waits for a nicer one's turn to end.
 */
export function stepBack(pid: number | undefined): void {
  if (pid === undefined) return;
  execFile('chrt', ['--all-tasks', '--idle', '--pid', '0', String(pid)], (error) => {
    if (error !== null) setNice(pid, constants.priority.PRIORITY_LOW);
  });
}

function setNice(pid: number | undefined, priority: number): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, priority));
  } catch {
    // It has ended already, which is told by its end.
  }
}
