import type { BrowserContext, Page } from 'playwright-core';

/** What a browser did while it was watched. */
export interface Watched {
  /** Errors in the console, errors thrown by scripts, violations of the content security policy. A test takes away those that it expects. */
  readonly errors: string[];
  /** Every address that was asked for. */
  readonly addresses: readonly string[];
}

/**
 * Watches everything that the pages of a context do. Chromium writes an error to the console when a page itself answers with 4xx or
 * 5xx; that is the answer a test asks for and no error here. Neither is a refusal of what a page's script asked, nor a network that the
 * test has taken away.
 */
export function watchContext(context: BrowserContext): Watched {
  const errors: string[] = [];
  const addresses: string[] = [];
  context.on('request', (request) => addresses.push(request.url()));
  context.on('weberror', (webError) => errors.push(webError.error().message));
  context.on('console', (message) => {
    if (message.type() !== 'error' && !/content security policy/i.test(message.text())) return;
    const { url } = message.location();
    if (isPageStatus(message.text(), url, message.page()) || isExpected(message.text(), url)) return;
    errors.push(`${message.text()} at ${url}`);
  });
  return { errors, addresses };
}

function isPageStatus(text: string, url: string, page: Page | null): boolean {
  return text.startsWith('Failed to load resource: the server responded with a status of ') && page?.url() === url;
}

function isExpected(text: string, url: string): boolean {
  if (text.includes('net::ERR_INTERNET_DISCONNECTED')) return true;
  return /responded with a status of 4(?:03|04|09|22)/.test(text) && new URL(url).pathname.startsWith('/round/');
}
