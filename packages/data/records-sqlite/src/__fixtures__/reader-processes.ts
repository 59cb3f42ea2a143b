import { execFileSync } from 'node:child_process';

/** Process ids of the reader processes of a parent, or of every parent, that are running. */
export function readerProcesses(parent?: number): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [pid = '', ppid = '', state = ''] = line.trim().split(/\s+/);
    const mine = parent === undefined || Number(ppid) === parent;
    return mine && line.includes('reader-process') && !state.startsWith('Z') ? [Number(pid)] : [];
  });
}
