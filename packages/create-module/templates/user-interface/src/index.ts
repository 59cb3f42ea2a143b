export { createUserInterface } from './create-user-interface.ts';
export { userInterface } from './user-interface.ts';
