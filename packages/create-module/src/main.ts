#!/usr/bin/env node
import { askPerson } from './ask/ask-person.ts';
import { createModule } from './create-module.ts';

process.exitCode = await createModule({
  words: process.argv.slice(2),
  // Questions are asked only where somebody can see and answer them.
  ask: process.stdin.isTTY && process.stdout.isTTY ? askPerson : undefined,
  tell: (line) => console.log(line),
  year: new Date().getFullYear(),
});
