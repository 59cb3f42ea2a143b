import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseResource } from '../json/parsed-resource.ts';
import { validResources } from '../validation/__fixtures__/valid-resources.ts';
import { jsonFromXml } from './json-from-xml.ts';
import { xmlFromJson } from './xml-from-json.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const xmlOf = (text: string, pretty = false) => xmlFromJson(parseResource(text), { pretty });
const reasonOf = (text: string): unknown => {
  try {
    xmlOf(text);
  } catch (error) {
    return (error as { details: { reason?: string } }).details.reason;
  }
  return undefined;
};

describe('xmlFromJson', () => {
  it('writes elements in the order of their definition, with every digit', () => {
    const text =
      '{"resourceType":"Observation","valueQuantity":{"unit":"<g>","value":1.00,"id":"q"},"status":"final","id":"a",' +
      '"_status":{"id":"s","extension":[{"valueDecimal":-0.10,"url":"http://x"}]}}';
    expect(xmlOf(text)).toBe(
      `${declaration}<Observation xmlns="http://hl7.org/fhir"><id value="a"/><status id="s" value="final"><extension url="http://x">` +
        '<valueDecimal value="-0.10"/></extension></status><valueQuantity id="q"><value value="1.00"/><unit value="&lt;g&gt;"/></valueQuantity></Observation>',
    );
  });

  it('writes resources in resources, and arrays of primitives with extensions', () => {
    const text =
      '{"resourceType":"Patient","contained":[{"resourceType":"Basic"}],"name":[{"given":["A",null],"_given":[null,{"id":"g"}]}]}';
    expect(xmlOf(text, true)).toBe(
      `${declaration}
<Patient xmlns="http://hl7.org/fhir">
  <contained>
    <Basic>
    </Basic>
  </contained>
  <name>
    <given value="A"/>
    <given id="g"/>
  </name>
</Patient>`,
    );
  });

  it('writes a narrative as XHTML, with characters for the entities of HTML', () => {
    const text = '{"resourceType":"Basic","text":{"status":"generated","div":" <div>a&nbsp;<b>b</b>&lt;</div>"}}';
    expect(xmlOf(text)).toContain('<div xmlns="http://www.w3.org/1999/xhtml">a\u00A0<b>b</b>&lt;</div></text>');
  });

  it.each([
    ['unknown-type', '{"resourceType":"Nonsense"}'],
    ['unknown-type', '{"resourceType":"DomainResource"}'],
    ['unknown-type', '{"resourceType":"HumanName"}'],
    ['unknown-element', '{"resourceType":"Basic","constructor":1}'],
    ['not-an-element', '{"resourceType":"Basic","code":null}'],
    ['not-an-element', '{"resourceType":"Basic","created":null}'],
    ['not-an-element', '{"resourceType":"Basic","created":{"a":1}}'],
    ['not-an-element', '{"resourceType":"Basic","code":"x"}'],
    ['not-an-element', '{"resourceType":"Basic","code":{"id":{}}}'],
    ['narrative', '{"resourceType":"Basic","text":{"div":"<div>&unheard;</div>"}}'],
    ['narrative', '{"resourceType":"Basic","text":{"div":"<div a:b=\\"c\\">x</div>"}}'],
    ['narrative', '{"resourceType":"Basic","text":{"div":"<div>x</div><div>y</div>"}}'],
    ['character', '{"resourceType":"Basic","language":"\\uFFFE"}'],
  ])('refuses %s', (reason, text) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it.each(Object.entries(validResources))('brings %s there and back', (_name, resource) => {
    const text = JSON.stringify(resource).replaceAll('&nbsp;', '&#160;');
    expect(JSON.parse(jsonFromXml(xmlOf(text)))).toEqual(JSON.parse(text));
  });

  it('brings any text and number there and back', () => {
    const digits = fc.tuple(fc.integer(), fc.nat(999_999), fc.integer({ min: -300, max: 290 }));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), digits, (unit, [whole, fraction, exponent]) => {
        fc.pre(!/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/u.test(unit));
        const value = `${whole}.${fraction}e${exponent}`;
        const text = `{"resourceType":"Observation","valueQuantity":{"value":${value},"unit":${JSON.stringify(unit)}}}`;
        expect(jsonFromXml(xmlOf(text))).toBe(text);
      }),
    );
  });
});
