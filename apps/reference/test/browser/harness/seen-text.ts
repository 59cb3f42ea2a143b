import type { Locator } from 'playwright-core';

/** The words of an element as they are seen: without what is hidden, with the line breaks of the layout. Waits for the element. */
export async function seenText(locator: Locator): Promise<string> {
  await locator.first().waitFor({ state: 'attached' });
  return (await locator.allInnerTexts()).join('\n');
}
