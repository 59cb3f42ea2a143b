import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends a child process when this one is gone, however it went. A child that computes without pause does not hear that its input has ended, and
 * would go on for ever; a shell that does nothing but wait ends it then. Where there is no shell, whatever started this process has to.
 */
export function endWithThisProcess(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const waiting = spawn('/bin/sh', ['-c', 'read -r _; kill -9 "$0"', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  });
  waiting.on('error', () => undefined);
  waiting.stdin.on('error', () => undefined);
  waiting.unref();
  // At once, since another process may be given the number.
  child.once('exit', () => waiting.kill('SIGKILL'));
}
