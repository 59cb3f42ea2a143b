import { expect, test } from 'vitest';
import { fragmentResult } from './fragment-result.ts';

const linkBase = '/patients/x/notes';
const html = (text: string, status = 200) => fragmentResult(new Response(text, { status }), linkBase);
const accepted = (headers: Record<string, string>) =>
  fragmentResult(new Response(null, { status: 303, headers }), linkBase);

test('an accepted form stays accepted, whatever its message and its place to go look like', async () => {
  expect(await accepted({ location: '/list?all=1', 'baseplate-message': 'Note%20saved' })).toEqual({
    outcome: 'done',
    path: '/list?all=1',
    message: 'Note saved',
  });
  expect(await accepted({ 'baseplate-message': '100% sure' })).toEqual({ outcome: 'done', path: '' });
  for (const location of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:x', '../x'])
    expect(await accepted({ location })).toEqual({ outcome: 'done', path: '' });
});

test('hostile depth and length are refused, quickly', async () => {
  const before = process.cpuUsage();
  for (const piece of ['<b>', '<svg><g>', '<p title="', '<!--', '</p>', '<a href="/x"><table>', '<', '<a '])
    await html(piece.repeat(400_000 / piece.length));
  for (const piece of ['<b>', '<b title="<">']) expect(await html(piece.repeat(1001))).toBeUndefined();
  expect(await html('<p>a</p><br><input type="text"><svg><path d="M0 0"/></svg>'.repeat(2000))).toMatchObject({
    outcome: 'content',
  });
  const { user } = process.cpuUsage(before);
  expect(user / 1000, 'milliseconds of the processor').toBeLessThan(5000);
});

test('what the protocol does not know means nothing', async () => {
  expect(await html('x', 500)).toBeUndefined();
  expect(await html('x', 403)).toEqual({ outcome: 'withheld' });
  expect(await html('<p>x</p>', 422)).toEqual({ outcome: 'content', status: 422, html: '<p>x</p>' });
});
