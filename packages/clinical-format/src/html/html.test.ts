import { describe, expect, it } from 'vitest';
import { attributes } from './attributes.ts';
import { escapeText } from './escape-text.ts';
import { html, isHtml, joinHtml, raw, trustedMarkup } from './html.ts';
import { safeUrl } from './safe-url.ts';

describe('html', () => {
  it('escapes strings in content and attributes', () => {
    const evil = `"><script>alert('x')</script>`;
    expect(String(html`<p title="${evil}">${evil}</p>`)).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</p>',
    );
  });

  it('keeps nested markup and joins arrays', () => {
    expect(String(html`<ul>${['a', 'b&'].map((each) => html`<li>${each}</li>`)}</ul>`)).toBe(
      '<ul><li>a</li><li>b&amp;</li></ul>',
    );
  });

  it('writes nothing for nothing, and writes zero', () => {
    expect(String(html`[${null}${undefined}${false}${true}${''}${0}${12n}]`)).toBe('[012]');
  });

  it('does not believe JSON that looks like markup', () => {
    const forged: unknown = JSON.parse('{"toString":"<b>","text":"<b>"}');
    expect(isHtml(forged)).toBe(false);
    expect(isHtml('<b>')).toBe(false);
    expect(isHtml(null)).toBe(false);
    expect(isHtml(html`x`)).toBe(true);
  });

  it('joins what writes something', () => {
    expect(String(joinHtml(['a', undefined, false, html`<b>c</b>`], ' < '))).toBe('a &lt; <b>c</b>');
  });

  it('passes constants and sanitised text through', () => {
    expect(String(html`${raw`<hr>`}${trustedMarkup('<i>x</i>')}`)).toBe('<hr><i>x</i>');
  });
});

describe('escapeText', () => {
  it('drops control characters but keeps line breaks', () => {
    expect(escapeText('a\u0000b\u001bc\nd\te\u0085')).toBe('abc\nd\te');
    expect(escapeText('\ud800')).toBe('\ufffd');
  });
});

describe('attributes', () => {
  it('quotes, escapes and leaves out', () => {
    expect(String(attributes({ id: 'a"b', hidden: true, open: false, title: undefined, rows: 3 }))).toBe(
      ' id="a&quot;b" hidden rows="3"',
    );
  });

  it('refuses names that run script or break out of the tag', () => {
    expect(String(attributes({ onclick: 'x', ONERROR: 'x', style: 'x', srcdoc: 'x', 'a b': 'x', 'a>': 'x' }))).toBe('');
  });

  it('defuses addresses', () => {
    expect(String(attributes({ href: 'javascript:alert(1)' }))).toBe(' href="#"');
  });
});

describe('safeUrl', () => {
  it.each(['/chart', '?page=2', '#field', 'https://a.example/', 'tel:111', 'mailto:a@b.example', 'results/1:2'])(
    'keeps %s',
    (address) => {
      expect(safeUrl(address)).toBe(address);
    },
  );

  it.each([
    'javascript:1',
    ' JaVaScRiPt:1',
    'java\nscript:1',
    '\u0001javascript:1',
    'java\u200bscript:1',
    'data:text/html,x',
    'vbscript:x',
  ])('refuses %j', (address) => {
    expect(safeUrl(address)).toBe('#');
  });
});
