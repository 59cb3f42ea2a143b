export { controlRoom } from './control-room.ts';
export { createControlRoom } from './create-control-room.ts';
