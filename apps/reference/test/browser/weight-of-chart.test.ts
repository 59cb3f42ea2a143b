import { expect } from 'vitest';
import { browserTest } from './harness/browser-test.ts';
import { chartOf } from './harness/patients.ts';

/** Bytes that cross the network for a first visit, all files of the page together. */
const limit = 200_000;

browserTest(
  'a chart weighs less than 200 kB, with everything it loads, also after ten years of history',
  async ({ open }) => {
    for (const key of ['mary-edwards', 'long-history']) {
      const { page, context } = await open({ as: 'consultant' });
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.setCacheDisabled', { cacheDisabled: true });
      let bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      await page.goto(chartOf(key), { waitUntil: 'networkidle' });
      console.log(`The chart of ${key} weighs ${(bytes / 1000).toFixed(1)} kB.`);
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(limit);
    }
  },
);
