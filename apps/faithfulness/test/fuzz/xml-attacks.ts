import { type Attack, xmlAttack } from './attack.ts';

const patient = (inner: string) => `<Patient xmlns="http://hl7.org/fhir">${inner}</Patient>`;
const lol = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('');
const texts: readonly (readonly [name: string, body: string | Uint8Array, ...expected: number[]])[] = [
  ['a billion laughs', `<!DOCTYPE l [<!ENTITY l0 "lol">${lol}]>${patient('<language value="&l9;"/>')}`, 400],
  [
    'a quadratic blow-up',
    `<!DOCTYPE l [<!ENTITY a "${'a'.repeat(100_000)}">]>${patient(`<language value="${'&a;'.repeat(10_000)}"/>`)}`,
    400,
  ],
  [
    'an external entity',
    `<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>${patient('<language value="&a;"/>')}`,
    400,
  ],
  ['an external document type', `<!DOCTYPE l SYSTEM "http://127.0.0.1:1/x.dtd">${patient('')}`, 400],
  ['a parameter entity', `<!DOCTYPE l [<!ENTITY % a SYSTEM "http://127.0.0.1:1/x"> %a;]>${patient('')}`, 400],
  ['a document type that never ends', `<!DOCTYPE l [${'<!ENTITY a "a">'.repeat(100_000)}`, 400],
  ['a hundred thousand elements deep', '<a xmlns="http://hl7.org/fhir">'.repeat(100_000), 413],
  ['extensions a hundred thousand deep', patient('<extension url="a">'.repeat(100_000)), 413],
  ['two million elements', patient('<name/>'.repeat(2_000_000)), 413],
  ['an attribute of ten million characters', patient(`<language value="${'a'.repeat(10_000_000)}"/>`)],
  [
    'a hundred thousand attributes',
    patient(`<language ${Array.from({ length: 100_000 }, (_, index) => `a${index}="x"`).join(' ')}/>`),
    413,
  ],
  [
    'a hundred thousand namespaces',
    `<Patient xmlns="http://hl7.org/fhir" ${Array.from({ length: 100_000 }, (_, index) => `xmlns:a${index}="urn:${index}"`).join(' ')}/>`,
    413,
  ],
  ['a million character references', patient(`<name><text value="${'&#97;'.repeat(1_000_000)}"/></name>`)],
  ['a comment of ten million hyphens', `<!--${'-'.repeat(10_000_000)}${patient('')}`, 413],
  ['a comment of four million hyphens', `<!--${'-'.repeat(4_000_000)}${patient('')}`, 400],
  ['CDATA that never ends', patient(`<![CDATA[${'a'.repeat(1_000_000)}`), 400],
  ['a processing instruction that never ends', `<?a ${'?'.repeat(1_000_000)}`, 400],
  ['UTF-16', Buffer.from(`\uFEFF${patient('<active value="true"/>')}`, 'utf16le'), 400],
  ['UTF-7 declared', `<?xml version="1.0" encoding="UTF-7"?>${patient('')}`, 400],
  ['XML 1.1', `<?xml version="1.1"?>${patient('<language value="&#1;"/>')}`, 400],
  ['a stylesheet', `<?xml-stylesheet href="http://127.0.0.1:1/x"?>${patient('<active value="true"/>')}`, 201],
  ['XInclude', patient('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'), 400],
  [
    'a schema elsewhere',
    '<Patient xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://hl7.org/fhir http://127.0.0.1:1/x"><active value="true"/></Patient>',
    201,
  ],
  ['an element named __proto__', patient('<__proto__ value="a"/>'), 400],
  ['an element named constructor', patient('<constructor><prototype value="a"/></constructor>'), 400, 422],
  ['an element named resourceType', patient('<resourceType value="Observation"/>'), 400],
  [
    'a script in the narrative',
    patient(
      '<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></div></text>',
    ),
    400,
    422,
  ],
  [
    'a narrative a hundred thousand deep',
    patient(`<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">${'<b>'.repeat(100_000)}`),
    413,
  ],
  [
    '1e999',
    '<Observation xmlns="http://hl7.org/fhir"><status value="final"/><code><text value="x"/></code><valueQuantity><value value="1e999"/></valueQuantity></Observation>',
    400,
  ],
];

/** XML that expands, reaches out, or is made to be slow. */
export const xmlAttacks: readonly Attack[] = texts.map(([name, body, ...expected]) =>
  xmlAttack(`XML: ${name}`, body.toString().includes('<Observation') ? '/Observation' : '/Patient', body, ...expected),
);
