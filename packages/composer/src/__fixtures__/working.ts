import { html, service } from './plain-service.ts';

/** Takes the thread for some 25 ms, a little at a time, as a card does that reads much; its slot has a second. */
export const working = () => {
  const fill = { slot: 'main', path: '/card', title: 'working', order: 1, timeBudget: 1000 };
  return service(
    'working',
    async () => {
      for (let piece = 0; piece < 5; piece += 1) {
        const until = performance.now() + 5;
        while (performance.now() < until);
        await new Promise((resolve) => setImmediate(resolve));
      }
      return html('<p>done</p>');
    },
    { slots: [fill] },
  );
};
