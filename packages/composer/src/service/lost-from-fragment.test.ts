import { expect, test } from 'vitest';
import { lostFromFragment } from './lost-from-fragment.ts';

const base = '/patients/p/x';

test('a fragment that keeps to the rules loses nothing', async () => {
  const html = `<section id="a" class=""><a href="/patients/p" draggable="false">x</a><form action="${base}/save" method="post"><input name="n" required></form><svg viewBox="0 0 1 1"><path d="M0 0"/></svg><br/></section>`;
  expect(await lostFromFragment(html, base)).toEqual([]);
});

test('script, style, handlers and foreign targets are named', async () => {
  const html =
    '<p onclick="x()" style="color:red">a</p><script>1</script><a href="https://evil.example">b</a><img src="/x">';
  expect(await lostFromFragment(html, base)).toEqual([
    '<p onclick>',
    '<p style>',
    '<script>',
    '<a href>',
    '<img>',
    '<img src>',
  ]);
});

test('a fragment that is too long is refused whole', async () => {
  expect(await lostFromFragment('x'.repeat(600_000), base)).toBeUndefined();
});
