import type { Page } from 'playwright-core';

/**
 * Addresses of the pages that a chart leads to, each kind once: two letters are one kind, and so are two periods of a list. Services
 * are found by what the chart shows, so a new service's pages are tried without a change here.
 */
export async function pagesOfChart(page: Page, chart: string): Promise<readonly string[]> {
  const kinds = new Map<string, string>();
  let wave = [chart];
  for (let depth = 0; depth < 3; depth += 1) {
    const next: string[] = [];
    for (const address of wave) {
      await page.goto(address);
      for (const link of await linksBelow(page, chart)) {
        const kind = link.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replaceAll(/=[^&]*/g, '=');
        if (kinds.has(kind)) continue;
        kinds.set(kind, link);
        next.push(link);
      }
    }
    wave = next;
  }
  return [...kinds.values()];
}

/** Pages only: a file to keep is no page. */
async function linksBelow(page: Page, chart: string): Promise<readonly string[]> {
  const links = await page
    .locator('main a[href]:not([download])')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return links.filter((link) => link.startsWith(`${chart}/`)).map((link) => link.replace(/#.*$/, ''));
}
