import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** WCAG 2.2, levels A and AA. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const found = `axe.run(document, ${JSON.stringify({ runOnly: tags, resultTypes: ['violations'] })}).then(({ violations }) => violations)`;

/** Nothing that axe can find breaks WCAG 2.2 AA on this page, also in what is folded away. */
export async function expectAccessible(page: Page): Promise<void> {
  await unfold(page);
  // axe would have to be brought into each frame, and sees none of them otherwise. Our pages have none.
  expect(page.frames().length, `frames of "${await page.title()}"`).toBe(1);
  // Half a megabyte: a page that is looked at in several widths takes it once.
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) await page.evaluate(axe.source);
  const violations = await page.evaluate<AxeResults['violations']>(found);
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
  expect(told, `WCAG 2.2 AA on "${await page.title()}"`).toEqual([]);
}

/** The page itself never scrolls sideways; what is wider scrolls in a region of its own, which the keyboard reaches. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await unfold(page);
  // An expression as text: the workspace has no types of a browser's globals.
  const beyond = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(beyond, `pixels that "${await page.title()}" is wider than the screen`).toBeLessThanOrEqual(0);
}

/** Whatever has the focus is seen: it has an outline or shadow, lies within the window, and nothing lies over it. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const trouble = await page.evaluate<string>(`(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return 'nothing has the focus';
    const name = element.tagName + ' ' + (element.getAttribute('type') ?? '') + ' "' + (element.textContent ?? '').trim().slice(0, 40) + '" #' + element.id;
    const style = getComputedStyle(element);
    const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    // A radio button or tick box is drawn by its label.
    const next = element.nextElementSibling;
    const beside = next !== null && ['::before', '::after'].some((part) => getComputedStyle(next, part).boxShadow !== 'none' || getComputedStyle(next, part).outlineStyle !== 'none');
    // A part that the browser itself draws, such as the calendar of a date, has the browser's own frame.
    const ofBrowser = element.matches(':focus-within') && !element.matches(':focus');
    if (!marked && !beside && !ofBrowser) return name + ' does not show that it has the focus';
    const box = [...element.getClientRects()].find((rect) => rect.width > 0 && rect.height > 0) ?? element.getBoundingClientRect();
    // A region larger than the window is seen by any part of it.
    const x = Math.min(Math.max(box.left + Math.min(box.width, 20) / 2, 0), innerWidth - 1);
    const tall = box.height > innerHeight / 2;
    const y = tall ? Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1) : box.top + Math.min(box.height, 20) / 2;
    if (box.bottom < 0 || box.top > innerHeight || y < 0 || y > innerHeight) return name + ' lies outside the window';
    const over = document.elementFromPoint(x, y);
    const own = over === null || over === element || element.contains(over) || over.contains(element) || over === next || over.closest('label') !== null;
    return own ? '' : name + ' is hidden behind ' + over.tagName + '.' + over.className;
  })()`);
  expect(trouble).toBe('');
}

async function unfold(page: Page): Promise<void> {
  await page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
}
