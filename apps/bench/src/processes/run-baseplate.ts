import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { commandLine, referenceConfiguration } from './reference-paths.ts';

const run = promisify(execFile);

/** Runs one command of the command line over the record that the environment names; what it prints. */
export async function runBaseplate(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(process.execPath, [commandLine, ...words, '--config', referenceConfiguration], {
    env: environment,
  });
  return stdout;
}
