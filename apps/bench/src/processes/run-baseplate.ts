import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { commandLine } from './reference-paths.ts';

const run = promisify(execFile);

/** Runs one command of the command line over the record that configuration and environment name; what it prints. */
export async function runBaseplate(
  words: readonly string[],
  configuration: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const { stdout } = await run(process.execPath, [commandLine, ...words, '--config', configuration], {
    env: environment,
  });
  return stdout;
}
