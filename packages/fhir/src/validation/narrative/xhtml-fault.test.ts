import { expect, it } from 'vitest';
import { xhtmlFault } from './xhtml-fault.ts';

it.each([
  '<div xmlns="http://www.w3.org/1999/xhtml">text</div>',
  '  <div>\n<p style="a" title=\'b "c"\'>a &lt; b &#160; &#xA0; &nbsp;</p><hr/><br /></div>\n',
  '<div><table border="1"><caption>a</caption><tbody><tr><td colspan="2"><a name="x"/>1 > 0</td></tr></tbody></table></div>',
  '<div><!-- <b> is not closed, and need not be --><img src="data:image/png;base64,AAAA" alt=""/></div>',
  '<div><div><div>nested</div></div></div>',
  '<div><a href="#javascript">a</a><a href="https://a.example/?b=javascript:c&amp;d=1">a</a></div>',
])('accepts %s', (xhtml) => {
  expect(xhtmlFault(xhtml)).toBeUndefined();
});

it.each([
  ['', 'one div'],
  ['text', 'one div'],
  ['<p>text</p>', 'one div'],
  ['<DIV>text</DIV>', 'one div'],
  ['<div>a</div>b', 'nothing after'],
  ['<div/>', 'white space'],
  ['<div> \n<br/></div>', 'white space'],
  ['<div>a', 'not closed'],
  ['<div><b>a</div></b>', 'closed in the order'],
  ['<div>a</div></div>', 'nothing after'],
  ['<div>a && b</div>', 'ampersand'],
  ['<div>a < b</div>', 'well-formed'],
  ['<div a>b</div>', 'well-formed'],
  ['<div a="1"b="2">c</div>', 'well-formed'],
  ['<div><!-- a -- b --></div>', 'well-formed'],
  ['<div><![CDATA[a]]></div>', 'well-formed'],
  ['<div><?a?></div>', 'well-formed'],
  ['<div><!DOCTYPE a></div>', 'well-formed'],
  ['<div><script>a</script></div>', 'not allow in narrative'],
  ['<div><object data="a">a</object></div>', 'not allow in narrative'],
  ['<div><form action="a">a</form></div>', 'not allow in narrative'],
  ['<div><p onClick="a">a</p></div>', 'event attribute'],
  ['<div><a href=" JavaScript:a">a</a></div>', 'link to a script'],
  ['<div><img src="data: text/html,a"/></div>', 'link to a script'],
  ['<div><a href="java&#10;script:a">a</a></div>', 'link to a script'],
  ['<div><a href="java\tscript:a">a</a></div>', 'link to a script'],
  ['<div><a href="&#1; javascript:a">a</a></div>', 'link to a script'],
  ['<div><a href="\n\u0001&NewLine; javascript:a">a</a></div>', 'link to a script'],
  ['<div><a href="&#x6A;avascript&colon;a">a</a></div>', 'link to a script'],
  ['<div><a href="data:application/xhtml+xml,a">a</a></div>', 'link to a script'],
  ['<div xmlns="urn:other">a</div>', 'another namespace'],
  ['<div xmlns="http://www.w3.org/1999/xhtml"><p xmlns="">a</p></div>', 'another namespace'],
  ['<div><p id="a" id="b">a</p></div>', 'same attribute twice'],
])('refuses %s', (xhtml, reason) => {
  expect(xhtmlFault(xhtml)).toContain(reason);
});
