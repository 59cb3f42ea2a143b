import { expect, test } from 'vitest';
import { html } from '../html/html.ts';
import { doneResponse, fragmentResponse, withheldResponse } from './fragment-response.ts';

test('answers are never kept by caches, and a message survives any words', async () => {
  const shown = fragmentResponse(html`<p>${'a & b'}</p>`, 422);
  expect([shown.status, await shown.text()]).toEqual([422, '<p>a &amp; b</p>']);
  const done = doneResponse('/allergies', 'Saved – “penicillin”');
  expect(done.status).toBe(303);
  expect(decodeURIComponent(done.headers.get('baseplate-message') ?? '')).toBe('Saved – “penicillin”');
  for (const answer of [shown, done, withheldResponse()]) expect(answer.headers.get('cache-control')).toBe('no-store');
});
