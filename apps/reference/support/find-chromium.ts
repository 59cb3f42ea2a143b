import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { reason } from './reason.ts';
import { unpackChromium } from './unpack-chromium.ts';

/** A Chromium and the environment it is started in. */
export interface FoundChromium {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

const run = promisify(execFile);

const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds a Chromium: the one `CHROMIUM_PATH` names; on Linux x64 the one from npm, which needs no system package; elsewhere the browser
 * of Playwright or an installed Chrome.
 *
 * @throws an Error that says in words what was looked for, when there is none
 */
export async function findChromium(): Promise<FoundChromium> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    await access(named).catch(() => {
      throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
    });
    return { executable: named, environment: {} };
  }
  const tried: string[] = [];
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      return await fromNpm();
    } catch (error) {
      tried.push(`the one from npm could not be unpacked (${reason(error)})`);
    }
  }
  for (const executable of [chromium.executablePath(), ...installed]) {
    const there = await access(executable).then(
      () => true,
      () => false,
    );
    if (there) return { executable, environment: {} };
  }
  throw new Error(
    `no Chromium was found: ${[...tried, 'no browser of Playwright and no Chrome is installed'].join('; ')}. Install one, or name one in CHROMIUM_PATH.`,
  );
}

async function fromNpm(): Promise<FoundChromium> {
  const { executable, fonts, libraries } = await unpackChromium();
  const { stdout } = await run('ldd', [executable]).catch(() => ({ stdout: 'not found' }));
  const environment: Record<string, string> = { FONTCONFIG_FILE: fonts };
  // The package's own libraries are for a bare machine only: where the system has them, the system's fit together.
  if (stdout.includes('not found')) environment.LD_LIBRARY_PATH = libraries;
  return { executable, environment };
}
