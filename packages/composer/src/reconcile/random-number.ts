import type { ModuleContext } from '@baseplate-epr/contracts';

/** A number from 0 up to 1 out of 32 random bits. */
export function randomNumber({ randomBytes }: Pick<ModuleContext, 'randomBytes'>): number {
  const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4);
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32;
}
