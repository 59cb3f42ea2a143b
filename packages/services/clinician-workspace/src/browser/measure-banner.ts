import type { BrowserDocument, BrowserElement } from './browser-types.ts';

declare const document: BrowserDocument;
declare function getComputedStyle(element: BrowserElement): { readonly position: string };
declare function addEventListener(kind: 'resize', listener: () => void): void;
declare const ResizeObserver: new (changed: () => void) => { observe(element: BrowserElement): void };

/** Runs in the browser: what is focused or jumped to never lies under the banner, however high the banner is. */
export function measureBanner(): void {
  const banner = document.querySelector('[data-banner]');
  if (banner === null) return;
  const measure = () => {
    const sticky = getComputedStyle(banner).position === 'sticky';
    const height = sticky ? Math.ceil(banner.getBoundingClientRect().height) + 12 : 0;
    document.documentElement.style.scrollPaddingTop = `${height}px`;
  };
  new ResizeObserver(measure).observe(banner);
  addEventListener('resize', measure);
  measure();
}
