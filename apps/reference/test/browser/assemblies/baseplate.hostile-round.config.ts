import { defineAssembly } from '@baseplate-epr/composer';
import tablet from '../../../baseplate.ward-round.config.ts';
import { hostileService } from './hostile-service.ts';

// The same with the user interface of the ward round.
export default defineAssembly({ ...tablet, services: [...tablet.services, hostileService()] });
