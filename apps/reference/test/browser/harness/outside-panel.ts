import type { Page } from 'playwright-core';

/** How what is not a service's own looks: every element outside its frames, by what does not depend on how high the frames are. */
export async function looksOutside(page: Page, service: string): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const names = ['visibility', 'display', 'opacity', 'color', 'background-color', 'position', 'transform', 'z-index', 'font-size', 'line-height', 'font-family', 'pointer-events', 'filter', 'contain', 'isolation', 'overflow-x', 'overflow-y', 'counter-increment', '--line', '--gap', '--quiet'];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.parentElement.closest('[data-service="${service}"]') === null)
      .map((element) => {
        const style = getComputedStyle(element);
        return [element.tagName, element.className, ...names.map((name) => style.getPropertyValue(name)), getComputedStyle(element, '::before').content].join('|');
      });
  })()`);
}

/** Points of the window, ten pixels apart, at which something of the service lies outside its frames, a focus ring left out. */
export async function pointsOutside(page: Page, service: string): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const frames = [...document.querySelectorAll('[data-service="${service}"]')].map((frame) => frame.getBoundingClientRect());
    const found = [];
    for (let x = 1; x < innerWidth; x += 10)
      for (let y = 1; y < innerHeight; y += 10) {
        const own = document.elementFromPoint(x, y)?.closest('[data-service="${service}"], [class*="hostile"]');
        const within = frames.some((box) => x >= box.left - 5 && x <= box.right + 5 && y >= box.top - 5 && y <= box.bottom + 5);
        if (own != null && !within) found.push(x + ',' + y);
      }
    return found;
  })()`);
}
