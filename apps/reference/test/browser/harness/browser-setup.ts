import type { TestProject } from 'vitest/node';
import { launchChromium } from '../../../support/launch-chromium.ts';
import { reason } from '../../../support/reason.ts';
import { startReference } from '../../../support/start-reference.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the running reference record. */
    readonly recordUrl: string;
    /** Where to reach the shared Chromium; empty when there is none. */
    readonly browserEndpoint: string;
    /** Why there is no Chromium; empty when there is one. */
    readonly browserAbsence: string;
  }
}

/** All fixed stories and a few patients drawn by seed. */
const patients = 30;

/** Starts one record and one Chromium for all browser tests. Without a Chromium they are reported as not run; in CI that is a failure. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const browser = await launchChromium().catch((error: unknown) => reason(error));
  if (typeof browser === 'string') {
    const absence = `not run: ${browser}`;
    if (process.env.CI !== undefined) throw new Error(`Browser tests ${absence}`);
    project.provide('recordUrl', '');
    project.provide('browserEndpoint', '');
    project.provide('browserAbsence', absence);
    console.warn(`\nBrowser tests ${absence}\n`);
    return async () => undefined;
  }
  const configuration = process.env.BASEPLATE_TEST_CONFIGURATION;
  try {
    const record = await startReference({ patients, ...(configuration === undefined ? {} : { configuration }) });
    project.provide('recordUrl', record.url);
    project.provide('browserEndpoint', browser.wsEndpoint());
    project.provide('browserAbsence', '');
    return async () => {
      await browser.close();
      await record.stop();
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
