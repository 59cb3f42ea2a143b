import { defineAssembly } from '@baseplate-epr/composer';
import type { ServicePlacement } from '@baseplate-epr/contracts';
import { wardRound } from '@baseplate-epr/ward-round';
import reference from '../../../baseplate.config.ts';
import { plainInterface } from './plain-interface.ts';

// The reference assembly with other services, as the environment of the command that reads it says: notes from another folder (NOTES), on a
// place of their own (PLACE), none at all (NOTES=none), or another user interface (INTERFACE=plain or ward-round).
const { NOTES, PLACE, INTERFACE, SAYS = 'Plain interface' } = process.env;

const services = reference.services.flatMap((service) => {
  if (service.package === '@baseplate-epr/clinician-workspace' && INTERFACE !== undefined)
    return [INTERFACE === 'plain' ? plainInterface(SAYS) : wardRound()];
  if (service.package !== '@baseplate-epr/documents' || NOTES === undefined) return [service];
  return NOTES === 'none'
    ? []
    : [{ ...service, module: NOTES, ...(PLACE === undefined ? {} : { runs: PLACE as ServicePlacement }) }];
});

export default defineAssembly({ ...reference, services });
