import { expect, test } from 'vitest';
import { textOf } from './text-of.ts';

test('text is what a person reads', () => {
  expect(textOf('<p>Ring  &lt;Mary&gt;\n&amp; Tom&#39;s &quot;aunt&quot;</p><p>at 8&#x2009;&deg;C .</p>')).toBe(
    'Ring <Mary> & Tom\'s "aunt" at 8 &deg;C.',
  );
});
