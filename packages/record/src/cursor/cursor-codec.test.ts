import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { cursorCodec } from './cursor-codec.ts';

const key = randomBytes(32).toString('base64url');
const codec = () => cursorCodec(key, randomBytes);
const refused = expect.objectContaining({ status: 400 });

test('opens for whom and for what it was sealed, and for nobody else, however often it is given out', () => {
  const cursors = codec();
  const content = { patient: 'p', cursor: 'x' };
  for (let again = 0; again < 3; again += 1) {
    const [first, second] = ['["everything","a"]', '["everything","b"]'].map((binding) =>
      cursors.seal(binding, content),
    );
    expect(cursors.open('["everything","a"]', first ?? '')).toEqual(content);
    expect(cursors.open('["everything","b"]', second ?? '')).toEqual(content);
    expect(() => cursors.open('["everything","b"]', first ?? '')).toThrow(refused);
  }
  // Where a binding ends and the content begins is part of it.
  expect(cursors.open('x', cursors.seal('x', 12))).toBe(12);
  expect(cursors.open('x1', cursors.seal('x1', 2))).toBe(2);
});

test('the same page of the same search has the same cursor, another page another', () => {
  const cursors = codec();
  expect(cursors.seal('a', { page: 1 })).toBe(cursors.seal('a', { page: 1 }));
  expect(cursors.seal('a', { page: 1 })).not.toBe(cursors.seal('a', { page: 2 }));
  expect(codec().seal('a', { page: 1 })).not.toBe(cursors.seal('a', { page: 1 }));
});

test('what is kept of cursors has its bound: later ones and long ones are sealed as well', () => {
  const cursors = codec();
  const first = cursors.seal('a', 0);
  for (let page = 1; page < 1200; page += 1) expect(cursors.open('a', cursors.seal('a', page))).toBe(page);
  expect(cursors.seal('a', 0)).not.toBe(first);
  expect(cursors.open('a', first)).toBe(0);
  const long = 'x'.repeat(5000);
  expect(cursors.seal('a', long)).not.toBe(cursors.seal('a', long));
  expect(cursors.open('a', cursors.seal('a', long))).toBe(long);
});
