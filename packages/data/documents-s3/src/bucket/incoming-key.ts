import type { Bucket } from './bucket.ts';

/** A key that nobody else uses, for what has no digest yet. */
export function incomingKey({ keys, module }: Pick<Bucket, 'keys' | 'module'>): string {
  return keys.incoming + Buffer.from(module.randomBytes(16)).toString('hex');
}
