import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chooseToBe } from './press-button.ts';
import { type Watched, watchContext } from './watch-page.ts';

/** Who opens a browser, and on what. */
export interface VisitorOptions {
  readonly browser: Browser;
  /** Address of the record. */
  readonly base: string;
  /** Id of the persona to sign in as; nobody when absent. */
  readonly as?: string;
  /** CSS pixels; 1440 is a desk, 390 a phone, 320 is 400 % zoom of 1280. */
  readonly width?: number;
  /** False: client script does not run. */
  readonly script?: boolean;
  /** Language and country of the browser; the United Kingdom unless said. */
  readonly locale?: string;
}

/** Somebody at a browser. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watched: Watched;
}

/** Opens a browser of its own for somebody, signed in as a person would: on the sign-in page. */
export async function openVisitor({
  browser,
  base,
  as,
  width = 1440,
  script = true,
  locale = 'en-GB',
}: VisitorOptions): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height: width < 400 ? 844 : 900 },
    javaScriptEnabled: script,
    locale,
    timezoneId: 'Europe/London',
  });
  // What waits so long for a page does so on a busy machine; a fault is told just the same.
  context.setDefaultTimeout(60_000);
  const watched = watchContext(context);
  const page = await context.newPage();
  if (as !== undefined) {
    await page.goto('/');
    await chooseToBe(page, as);
  }
  return { context, page, watched };
}
