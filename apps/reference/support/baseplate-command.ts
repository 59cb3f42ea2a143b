import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Set by the command itself, too late for what is compiled: V8 throws away what was compiled under other flags, at every start. */
const asItSetsItself = '--wasm-wrapper-tiering-budget=2000000000';

/** The words that run `baseplate` from source. */
export const baseplateCommand: readonly string[] = [
  process.execPath,
  asItSetsItself,
  fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url)),
];

/** What such a command's environment holds, so that one finds compiled what the one before has read. */
export const compiledBefore: Readonly<Record<string, string>> = {
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'node-compile-cache'),
};
