import type { Page } from 'playwright-core';

/** Presses the button of that name and waits until the page it leads to is there. */
export async function pressButton(page: Page, name: string): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name, exact: true }).click();
  await loaded;
}

/** Chooses somebody on the sign-in page and waits until the page that was wanted is there. */
export async function chooseToBe(page: Page, persona: string): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.locator(`button[name="persona"][value="${persona}"]`).click();
  await loaded;
}
