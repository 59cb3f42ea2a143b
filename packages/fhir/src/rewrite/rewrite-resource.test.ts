import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseResource } from '../json/parsed-resource.ts';
import { type ResourceRewrite, rewriteResource } from './rewrite-resource.ts';

const version = { id: 'a', versionId: '2', lastUpdated: '2024-01-01T00:00:00Z' };
const urn = 'urn:uuid:0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f';
const rewriteReference = (value: string) => (value === urn ? 'Patient/1' : undefined);

function rewritten(text: string, rewrite: ResourceRewrite): string {
  return rewriteResource(parseResource(text), rewrite).text;
}

describe('rewriteResource', () => {
  it.each([
    [
      '{"resourceType":"Basic" , "x":1.00}',
      '{"resourceType":"Basic","id":"a","meta":{"versionId":"2","lastUpdated":"2024-01-01T00:00:00Z"} , "x":1.00}',
    ],
    [
      '{"id":"b","resourceType":"Basic"}',
      '{"id":"a","meta":{"versionId":"2","lastUpdated":"2024-01-01T00:00:00Z"},"resourceType":"Basic"}',
    ],
    [
      '{"resourceType":"Basic","meta":{ },"id":"b"}',
      '{"resourceType":"Basic","meta":{"versionId":"2","lastUpdated":"2024-01-01T00:00:00Z" },"id":"a"}',
    ],
    [
      '{"resourceType":"Basic","meta":{"lastUpdated" : "x","tag":[]}}',
      '{"resourceType":"Basic","id":"a","meta":{"versionId":"2","lastUpdated" : "2024-01-01T00:00:00Z","tag":[]}}',
    ],
    ['{ }', '{"id":"a","meta":{"versionId":"2","lastUpdated":"2024-01-01T00:00:00Z"} }'],
    ['{"x":1}', '{"id":"a","meta":{"versionId":"2","lastUpdated":"2024-01-01T00:00:00Z"},"x":1}'],
  ])('puts id and version into %s', (text, expected) => {
    expect(rewritten(text, version)).toBe(expected);
  });

  it('leaves nested ids and metas alone, and returns the same object when nothing changes', () => {
    const text =
      '{"resourceType":"Basic","contained":[{"resourceType":"Basic","id":"c","meta":{"versionId":"9"}}],"id":"\\u0061"}';
    const parsed = parseResource(text);
    expect(rewriteResource(parsed, { id: 'a', rewriteReference })).toBe(parsed);
  });

  it('rewrites references, typed URIs, narrative links and markdown links, and nothing else', () => {
    const div = (target: string) =>
      `"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><a href=\\"${target}\\">${urn}</a><img src='${target}'/></div>"`;
    const text = (target: string) => `{"resourceType":"Observation","text":{"div":${div(target)}},
      "extension":[{"url":"u","valueReference":{"reference" : "${target}"}},{"url":"u","valueUri":"${target}"},
        {"url":"u","valueString":"${urn}"},{"url":"u","valueCanonical":"${urn}"},{"url":"u","valueMarkdown":"see [it](${target}) \\u0026 ${urn}"}],
      "contained":[{"subject":{"reference":"${target}"},"resourceType":"Condition"}],
      "_status":{"extension":[{"url":"u","valueReference":{"reference":"${target}"}}]},
      "subject":{"reference":"${target}","display":"${urn}"},"performer":[{"reference":"Other/1"},{"reference":"${target}"}],
      "unknown":{"reference":"${urn}"},"note":[{"text":"1.00","authorReference":{"reference":"${target}"}}]}`;
    const result = rewriteResource(parseResource(text(urn)), { rewriteReference });
    expect(result.text).toBe(text('Patient/1'));
    expect(result.resource.subject).toEqual({ reference: 'Patient/1', display: urn });
  });

  it('writes a conditional reference so that narrative stays well-formed', () => {
    const text = `{"resourceType":"Basic","text":{"div":"<div><a href=\\"${urn}\\"/></div>"},"subject":{"reference":"${urn}"}}`;
    expect(rewritten(text, { rewriteReference: () => 'Patient?a=1&b="' })).toBe(
      '{"resourceType":"Basic","text":{"div":"<div><a href=\\"Patient?a=1&amp;b=&quot;\\"/></div>"},"subject":{"reference":"Patient?a=1&b=\\""}}',
    );
  });

  it('finds a URN behind escapes', () => {
    const escaped = urn.replace('urn', '\\u0075rn');
    expect(
      rewritten(
        `{"resourceType":"Basic","subject":{"reference":"${escaped}"},"text":{"div":"<a href='${escaped}'/>"}}`,
        { rewriteReference },
      ),
    ).toBe(`{"resourceType":"Basic","subject":{"reference":"Patient/1"},"text":{"div":"<a href='Patient/1'/>"}}`);
  });

  it('refuses a meta that is not an object', () => {
    expect(() => rewritten('{"resourceType":"Basic","meta":[]}', version)).toThrow('meta is not an object');
  });

  it('equals the edit of the value, and changes no other byte', () => {
    fc.assert(
      fc.property(resource, fc.constantFrom(undefined, 1, '\t'), fc.boolean(), (value, indent, hasId) => {
        const source = hasId ? { ...value, id: 'was' } : value;
        const text = JSON.stringify(source, null, indent);
        const result = rewriteResource(parseResource(text), { ...version, rewriteReference });
        const meta = { ...source.meta, versionId: version.versionId, lastUpdated: version.lastUpdated };
        const expected = JSON.parse(
          JSON.stringify({ ...source, id: version.id, meta }).replaceAll(
            `"reference":"${urn}"`,
            '"reference":"Patient/1"',
          ),
        );
        expect(JSON.parse(result.text)).toEqual(expected);
        expect(JSON.parse(JSON.stringify(result.resource))).toEqual(expected);
        // Taking the named values out of both texts must leave the same bytes, apart from the members inserted.
        expect(withoutEdited(result.text)).toBe(withoutEdited(text));
      }),
    );
  });
});

const anything = fc.jsonValue({ maxDepth: 3 }).filter((value) => !/__proto__|reference|\\/.test(JSON.stringify(value)));
const reference = fc.record({
  display: fc.string({ unit: fc.constantFrom('a', '"', '\\', 'é', '😀', '\n', '{', ']') }),
  reference: fc.constantFrom(urn, 'Patient/2'),
});
const resource = fc.record({
  resourceType: fc.constant('Observation'),
  meta: fc.record({ source: fc.constant('s'), versionId: fc.constant('v'), lastUpdated: fc.constant('l') }),
  unknown: anything,
  subject: reference,
  performer: fc.array(reference),
  component: fc.array(
    fc.record({ extension: fc.array(fc.record({ url: fc.constant('u'), valueReference: reference })) }),
  ),
});

function withoutEdited(text: string): string {
  return text
    .replace(/^(\{\s*"resourceType": ?"Observation"),"id":"a"/, '$1')
    .replace(/("id": ?)"(?:was|a)"/, '$1')
    .replace(/("versionId": ?)"(?:v|2)"/, '$1')
    .replace(/("lastUpdated": ?)"[^"]*"/, '$1')
    .replaceAll(/("reference": ?)"(?:urn:uuid:0d7a1a0e[^"]*|Patient\/1)"/g, '$1');
}
