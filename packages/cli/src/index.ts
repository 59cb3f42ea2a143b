export type { Command, CommandContext, CommandInput, CommandOption } from './command.ts';
