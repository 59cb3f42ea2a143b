import { createHash } from 'node:crypto';
import { noWard, type Ward } from '@baseplate-epr/clinical-format';

/** What a ward is called in an address: the logical id of its place, or a digest of its name where no place is referred to. */
export function wardKey({ name, reference }: Pick<Ward, 'name' | 'reference'>): string {
  if (name === noWard) return 'none';
  const id = /^Location\/([A-Za-z0-9.-]{1,64})$/.exec(reference ?? '')?.[1];
  return id ?? `${named}${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

const named = 'named-';

/** The place to search stays by, for a key that is a place's logical id. */
export function locationOf(key: string): string | undefined {
  return key === 'none' || key.startsWith(named) ? undefined : `Location/${key}`;
}
