import type { BrowserContext, Page } from 'playwright-core';

/** What a browser did while it was watched. */
export interface Watched {
  /** Errors in the console, errors thrown by scripts, violations of the content security policy. */
  readonly errors: readonly string[];
  /** Every address that was asked for. */
  readonly addresses: readonly string[];
}

/**
 * Watches everything that the pages of a context do. Chromium writes an error to the console when a page itself answers with 4xx or
 * 5xx; that is the answer a test asks for and no error here.
 */
export function watchContext(context: BrowserContext): Watched {
  const errors: string[] = [];
  const addresses: string[] = [];
  context.on('request', (request) => addresses.push(request.url()));
  context.on('weberror', (webError) => errors.push(webError.error().message));
  context.on('console', (message) => {
    if (message.type() !== 'error' && !/content security policy/i.test(message.text())) return;
    if (isPageStatus(message.text(), message.location().url, message.page())) return;
    errors.push(`${message.text()} at ${message.location().url}`);
  });
  return { errors, addresses };
}

function isPageStatus(text: string, url: string, page: Page | null): boolean {
  return text.startsWith('Failed to load resource: the server responded with a status of ') && page?.url() === url;
}
