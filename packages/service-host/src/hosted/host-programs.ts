import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const program = (name: string) => join(dirname(here), `${name}${extname(here)}`);

/** Paths of the programs that serve a digital service, and of the folder they must be able to read. */
export const hostPrograms = {
  process: program('process-entry'),
  worker: program('worker-entry'),
  folder: dirname(dirname(dirname(here))),
} as const;
