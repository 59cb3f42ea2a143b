export { createService } from './create-service.ts';
export { service } from './service.ts';
