import { defineAssembly } from '@baseplate-epr/composer';
import reference from '../../../baseplate.config.ts';
import { leadingService } from './leading-service.ts';

// The reference assembly and one service more, whose page leads to where the environment says.
const { ELSEWHERE = '' } = process.env;

export default defineAssembly({ ...reference, services: [...reference.services, leadingService(ELSEWHERE)] });
