import { expect, test } from 'vitest';
import { foreignLinks } from './foreign-links.ts';

function whole(...pieces: readonly string[]): string {
  const links = foreignLinks((to) => `/way?to=${encodeURIComponent(to).replaceAll("'", '%27')}`);
  return pieces.map((piece) => links.take(piece)).join('') + links.rest();
}

const way = '/way?to=https%3A%2F%2Fevil.example%2F';

test.each([
  ['<a href="https://evil.example/">', `<a href=${way} data-not-href="https://evil.example/">`],
  ["<a HREF = 'https://evil.example/'>", `<a href=${way} data-not-HREF = 'https://evil.example/'>`],
  ['<a href=https://evil.example/>x', `<a href=${way} data-not-href=https://evil.example/>x`],
  ['<a href="//evil.example/">', `<a href=${way} data-not-href="//evil.example/">`],
  ['<a href="/\\evil.example/">', `<a href=${way} data-not-href="/\\evil.example/">`],
  ['<a href="/\t/evil.example/">', `<a href=${way} data-not-href="/\t/evil.example/">`],
  ['<a href=" https://evil.example/">', `<a href=${way} data-not-href=" https://evil.example/">`],
  ['<a href="&#104;ttps://evil.example/">', '<a data-not-href="&#104;ttps://evil.example/">'],
  ['<a href="/&sol;evil.example/">', '<a data-not-href="/&sol;evil.example/">'],
  ['<a href="javascript:alert(1)">', '<a data-not-href="javascript:alert(1)">'],
  ['<a href="mailto:x@evil.example">', '<a data-not-href="mailto:x@evil.example">'],
  // A value in what a browser takes for text must not hide a link within it.
  ['href="/ok <a href=https://evil.example/>"', `href="/ok <a href=${way} data-not-href=https://evil.example/>"`],
  ['<svg><a xlink:href="https://evil.example/">', `<svg><a xlink:href=${way} data-not-href="https://evil.example/">`],
  ['<animate attributeName="href" to="x">', '<animate data-not-attributeName="href" to="x">'],
  ['<meta http-equiv="refresh" content="0">', '<meta data-not-http-equiv="refresh" content="0">'],
])('%s leads nowhere unseen', (given, expected) => {
  expect(whole(given)).toBe(expected);
});

test.each([
  '<a href="/services/x/page?a=1&b=2#c">',
  '<a href="#here"><a href="?page=2"><a href="next/page"><a href=""><a href=/>',
  '<p>href is a word, and so is http</p>',
])('%s stays as it is', (given) => {
  expect(whole(given)).toBe(given);
});

test('however it is cut into pieces it becomes the same, and nothing is held back that is no link', () => {
  const page =
    'a <a href = "https://evil.example/">b</a> <meta http-equiv=refresh> <a href=/ok>c</a> <a href=\'//x.example/\'>hre';
  const expected = whole(page);
  for (let one = 0; one <= page.length; one += 1)
    for (let other = one; other <= page.length; other += 1)
      expect(whole(page.slice(0, one), page.slice(one, other), page.slice(other))).toBe(expected);
  const links = foreignLinks(() => '');
  expect(links.take('<li>One step is done.</li>')).toBe('<li>One step is done.</li>');
});

test('a value without an end is not waited for without end', () => {
  const links = foreignLinks(() => '');
  const out = links.take(`<a href="${'x:'.repeat(5000)}`);
  expect(out.startsWith('<a data-not-href=')).toBe(true);
});
