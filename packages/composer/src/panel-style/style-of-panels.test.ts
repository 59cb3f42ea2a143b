import { expect, test } from 'vitest';
import { styleOfPanels } from './style-of-panels.ts';

const given = (style: string, status = 200) =>
  new Response(style, { status, headers: { 'content-type': 'text/css', etag: '"as it was"' } });

test('a style sheet holds for the panels of its service', async () => {
  const answer = await styleOfPanels(given('b{color:red}'), 'planted');
  expect(await answer.text()).toBe('@scope ([data-service="planted"]){\nb{color:red}\n}\n');
  expect(answer.headers.get('etag')).toBeNull();
});

test('one that cannot be kept there does nothing, and is asked for again', async () => {
  const answer = await styleOfPanels(given('} body{display:none'), 'planted');
  expect(await answer.text()).not.toContain('body');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('one that is too long does nothing', async () => {
  expect(await (await styleOfPanels(given('b{}'.repeat(200_000)), 'planted')).text()).not.toContain('b{}');
});

test('one that is not there is not there', async () => {
  expect((await styleOfPanels(given('nothing', 404), 'planted')).status).toBe(404);
});
