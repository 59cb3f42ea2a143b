import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Names, in a few characters, the space in which a process id means one process: this boot of this machine, and the container in it. A host name
 * alone is not enough, since containers may share the one of their machine, and machines are cloned.
 */
export function writerSpace(): string {
  const parts = [
    hostname(),
    read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    read(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 12);
}

/** Elsewhere than on Linux there is no such file, and the host name must do. */
function read(look: () => string): string {
  try {
    return look();
  } catch {
    return '';
  }
}
