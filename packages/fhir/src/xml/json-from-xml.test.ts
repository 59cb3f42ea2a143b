import { describe, expect, it } from 'vitest';
import { parseResource } from '../json/parsed-resource.ts';
import { validateResource } from '../validation/validate-resource.ts';
import { jsonFromXml, jsonFromXmlWithPauses } from './json-from-xml.ts';

const open = '<Observation xmlns="http://hl7.org/fhir">';
const observation = (inner: string) => `${open}${inner}</Observation>`;
const faultOf = (xml: string): unknown => {
  try {
    jsonFromXml(xml);
  } catch (error) {
    return (error as { details: { fault?: string; limit?: string } }).details;
  }
  return undefined;
};

describe('jsonFromXml', () => {
  it('reads values by their type, with every digit', () => {
    const xml = observation(
      `<id value="a"/><status value="final"/><valueQuantity id="q"><value value="1.00"/><unit value="a&#10;&lt;b"/></valueQuantity>
       <component><valueInteger value="007"/></component><component><valueBoolean value="true"/></component><note><text value="1"/></note>`,
    );
    expect(jsonFromXml(xml)).toBe(
      '{"resourceType":"Observation","id":"a","status":"final","valueQuantity":{"id":"q","value":1.00,"unit":"a\\n<b"},' +
        '"component":[{"valueInteger":"007"},{"valueBoolean":true}],"note":[{"text":"1"}]}',
    );
  });

  it('reads the same with pauses, wherever they fall', async () => {
    const note = (index: number) =>
      `<note><!-- ${'x'.repeat(index % 97)} --><text value="a &amp; b ${index}"/></note>\r\n`;
    const div = `<div xmlns="http://www.w3.org/1999/xhtml">${'<p>ä &lt; b</p>'.repeat(4000)}</div>`;
    const notes = Array.from({ length: 2000 }, (_, index) => note(index)).join('');
    const xml = observation(`<text><status value="generated"/>${div}</text><status value="final"/>${notes}`);
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
    };
    expect(await jsonFromXmlWithPauses(xml, pause)).toBe(jsonFromXml(xml));
    expect(pauses).toBeGreaterThan(5);
    await expect(jsonFromXmlWithPauses(`${xml.slice(0, -1)} x`, pause)).rejects.toThrow();
  });

  it('keeps ids and extensions of primitives beside their values', () => {
    const xml = `<Patient xmlns="http://hl7.org/fhir"><birthDate id="b"><extension url="http://x"><valueDecimal value="1e3"/></extension></birthDate>
      <name><given value="A"/><given><extension url="http://y"><valueCode value="masked"/></extension></given></name></Patient>`;
    expect(jsonFromXml(xml)).toBe(
      '{"resourceType":"Patient","_birthDate":{"id":"b","extension":[{"url":"http://x","valueDecimal":1e3}]},' +
        '"name":[{"given":["A",null],"_given":[null,{"extension":[{"url":"http://y","valueCode":"masked"}]}]}]}',
    );
  });

  it('keeps the markup of a narrative as it stands, and drops comments elsewhere', () => {
    const div =
      '<div xmlns="http://www.w3.org/1999/xhtml">a\r\n<!-- kept --><b class="x">b</b>&#160;&amp;<br/> c </div>';
    const xml = observation(`<!-- dropped --><text><status value="generated"/>${div}</text><?pi x?>`);
    expect(JSON.parse(jsonFromXml(xml)).text).toEqual({ status: 'generated', div });
  });

  it('reads CDATA in a narrative as the text that it is', () => {
    const div = (content: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;
    const xml = observation(`<text>${div('<p><![CDATA[a <b> & c]]></p><!-- <![CDATA[ --> d')}</text>`);
    expect(JSON.parse(jsonFromXml(xml)).text.div).toBe(div('<p>a &lt;b&gt; &amp; c</p><!-- <![CDATA[ --> d'));
  });

  it('reads a narrative that has its namespace from further out', () => {
    const xml =
      '<f:Basic xmlns:f="http://hl7.org/fhir" xmlns="http://www.w3.org/1999/xhtml"><f:text><div>a</div></f:text></f:Basic>';
    expect(JSON.parse(jsonFromXml(xml)).text.div).toBe('<div xmlns="http://www.w3.org/1999/xhtml">a</div>');
  });

  it('reads resources in resources', () => {
    const xml =
      '\uFEFF<?xml version="1.0" encoding="utf-8"?><Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><contained><Basic/></contained></Patient></resource></entry></Bundle>';
    expect(jsonFromXml(xml)).toBe(
      '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","contained":[{"resourceType":"Basic"}]}}]}',
    );
  });

  it('carries over what R4 does not define, for validation to refuse at its path', () => {
    const xml = observation(
      `<status value="final"/><status value="final"/><code><text value="x"/><nonsense value="1"/></code><toString><a/></toString>`,
    );
    const paths = validateResource(parseResource(jsonFromXml(xml))).map(({ expression }) => expression);
    expect(paths).toEqual(['Observation.status', 'Observation.code.nonsense', 'Observation.toString']);
  });

  it.each([
    ['not-well-formed', ''],
    ['not-well-formed', observation('<status>')],
    ['not-well-formed', `${observation('')}${observation('')}`],
    ['not-well-formed', observation('<status value="a" value="b"/>')],
    ['not-well-formed', observation('<status value="&nbsp;"/>')],
    ['not-well-formed', observation('<status value="\u0001"/>')],
    ['not-well-formed', observation('<status value="&#1;"/>')],
    ['document-type', `<!DOCTYPE a [<!ENTITY a "aaa">]>${observation('<status value="&a;"/>')}`],
    ['document-type', `<!DOCTYPE a SYSTEM "file:///etc/passwd">${observation('')}`],
    ['unsupported-encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${observation('')}`],
    ['unsupported-encoding', `<?xml version="1.1"?>${observation('')}`],
    ['foreign-element', '<Observation/>'],
    ['foreign-element', observation('<x:status xmlns:x="http://other"/>')],
    ['foreign-element', observation('<_status><extension url="a"/></_status>')],
    ['foreign-element', observation('<text><div xmlns="http://www.w3.org/1999/xhtml"><b xmlns=""/></div></text>')],
    ['foreign-attribute', observation('<status code="final"/>')],
    ['foreign-attribute', observation('<code value="final"/>')],
    ['foreign-attribute', observation('<code url="final"/>')],
    ['foreign-attribute', '<Observation xmlns="http://hl7.org/fhir" id="a"/>'],
    ['foreign-attribute', observation('<contained><Basic id="a"/></contained>')],
    ['foreign-element', observation('<code><id value="a"/></code>')],
    ['foreign-element', observation('<extension url="a"><url value="a"/></extension>')],
    ['stray-text', observation('final')],
    ['stray-text', observation('<![CDATA[final]]>')],
    ['not-one-resource', observation('<contained/>')],
    ['not-one-resource', observation('<contained><Basic/><Basic/></contained>')],
    ['prefixed-narrative', observation('<text><h:div xmlns:h="http://www.w3.org/1999/xhtml">a</h:div></text>')],
  ])('refuses %s', (fault, xml) => {
    expect(faultOf(xml)).toMatchObject({ fault });
  });

  it('ignores stray text where that is wanted', () => {
    expect(jsonFromXml(observation('<status value="final"/>c'), { strayText: 'ignore' })).toContain('final');
  });

  it('is bounded', () => {
    expect(faultOf('<a xmlns="http://hl7.org/fhir">'.repeat(100_000))).toEqual({ limit: 'depth', maximum: 256 });
    expect(faultOf(observation('<a/>'.repeat(500_001)))).toEqual({ limit: 'elements', maximum: 500_000 });
    const many = Array.from({ length: 10_000 }, (_, index) => `a${index}="x"`).join(' ');
    expect(faultOf(observation(`<status ${many}/>`))).toEqual({ limit: 'attributes', maximum: 64 });
    const narrative = `<text><div xmlns="http://www.w3.org/1999/xhtml">${'<b>'.repeat(300)}`;
    expect(faultOf(observation(narrative))).toEqual({ limit: 'depth', maximum: 256 });
  });

  it('says where, and quotes nothing', () => {
    expect(() => jsonFromXml(`${open}\n  <status value="x"/>Smith</Observation>`)).toThrow(
      'The XML cannot be read: at line 2, column 28 there is text between elements. Put values into the value attribute.',
    );
  });
});
