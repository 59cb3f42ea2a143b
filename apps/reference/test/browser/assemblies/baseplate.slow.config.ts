import { defineAssembly } from '@baseplate-epr/composer';
import reference from '../../../baseplate.config.ts';
import { slowService } from './slow-service.ts';

// The reference assembly and one service more, which is too slow.
export default defineAssembly({ ...reference, services: [...reference.services, slowService()] });
