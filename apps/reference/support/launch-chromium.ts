import { type BrowserServer, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** Nothing that would call anybody: the browser talks to the record under test alone. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** What small machines and containers need: no graphics card, no large shared memory, one way of drawing text. */
const plain = ['--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', '--no-zygote'];

/**
 * Launches one Chromium that several test files share through its `wsEndpoint()`. It runs without a sandbox, which root and most
 * containers cannot have; it sees no pages but ours.
 */
export async function launchChromium(): Promise<BrowserServer> {
  const { executable, environment } = await findChromium();
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return chromium.launchServer({
    executablePath: executable,
    headless: true,
    chromiumSandbox: false,
    host: '127.0.0.1',
    env: { ...Object.fromEntries(inherited), ...environment },
    args: [...quiet, ...plain],
    timeout: 30_000,
  });
}
