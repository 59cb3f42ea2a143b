export type { Answers } from './ask/answers.ts';
export type { Ask } from './ask/complete-answers.ts';
export { type CreateModuleOptions, createModule } from './create-module.ts';
