import { basename } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';

/** What a report calls an assembly: its record store and the file that names it. Options are left out, since they may hold secrets. */
export function sideName({ data }: AssemblyConfiguration, file: string): string {
  return `${data.records.package.replace(/^@[^/]+\//, '')} (${basename(file)})`;
}
