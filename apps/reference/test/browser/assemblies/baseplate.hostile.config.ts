import { defineAssembly } from '@baseplate-epr/composer';
import reference from '../../../baseplate.config.ts';
import { hostileService } from './hostile-service.ts';

// The reference assembly and one service more, whose style sheet reaches for the whole chart.
export default defineAssembly({ ...reference, services: [...reference.services, hostileService()] });
