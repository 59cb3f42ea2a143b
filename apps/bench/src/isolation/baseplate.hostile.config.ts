import { defineAssembly } from '@baseplate-epr/composer';
import reference from '../../../reference/baseplate.config.ts';
import { hostile, hostileNames } from './hostile-services.ts';

// The reference assembly, and services beside it that take what they can get.
export default defineAssembly({
  ...reference,
  services: [...reference.services, ...hostileNames.map(hostile)],
  // One that spins is ended before the next window of calm.
  isolation: { silence: 1500 },
});
