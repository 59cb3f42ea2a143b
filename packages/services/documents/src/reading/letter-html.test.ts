import { expect, test } from 'vitest';
import { letterHtml } from './letter-html.ts';

const drawn = (letter: string) => String(letterHtml(letter)).replace(/^<div class="clinical-letter">|<\/div>$/g, '');

test.each([
  ['<p onclick="x()" style="y">a</p>', '<p>a</p>'],
  ['<script>alert(1)</script><style>p{}</style><title>t</title>a', 'a'],
  ['<form action="/patients/x"><input name="csrf"><button>Go</button></form>', 'Go'],
  ['<a href="/patients/x" class="nhsuk-button">Next</a>', 'Next'],
  ['<img src=x onerror=alert(1)>b', 'b'],
  ['<p title="a>b">c</p>', '<p>c</p>'],
  [
    '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &eacute; &#233; &#x1F600;',
    '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &amp;eacute; é 😀',
  ],
  ['5 < 6 and 7 > 6', '5 &lt; 6 and 7 &gt; 6'],
  ['<ul><li>one<li>two</ul>', '<ul class="nhsuk-list nhsuk-list--bullet"><li>one</li><li>two</li></ul>'],
  ['<h1>Letter</h1><h2>Plan</h2>', '<h3 class="nhsuk-heading-s">Letter</h3><h4 class="nhsuk-heading-xs">Plan</h4>'],
  ['</div></section><p>still inside', '<p>still inside</p>'],
  ['<!-- <p>hidden</p> --><b>seen', '<b>seen</b>'],
])('draws %s anew', (letter, expected) => {
  expect(drawn(letter).replaceAll('<br>', '')).toBe(expected);
});

test('deep nesting and a megabyte of brackets are drawn in time', () => {
  const before = process.cpuUsage();
  expect(drawn('<b>'.repeat(20_000)).length).toBeGreaterThan(0);
  expect(drawn('<'.repeat(200_000)).length).toBeGreaterThan(0);
  expect(drawn('<p "'.repeat(50_000)).length).toBeGreaterThan(0);
  const { user } = process.cpuUsage(before);
  expect(user / 1000, 'milliseconds of the processor').toBeLessThan(2000);
});
