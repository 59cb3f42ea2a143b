import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import small from '../../start/__fixtures__/small.config.ts';

// The least assembly as it is known by an address in front of it.
export default {
  ...small,
  hosting: { ...small.hosting, publicOrigin: process.env.KEEPER_ORIGIN ?? 'http://127.0.0.1' },
} satisfies AssemblyConfiguration;
