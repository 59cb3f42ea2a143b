import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finds } from '../__fixtures__/finds.ts';

const patient = {
  resourceType: 'Patient',
  name: [{ family: 'Carreño Quiñones', given: ['Eve', 'Anne-Marie'], prefix: ['Dr.'], text: 'Eve the second' }],
  address: [
    { line: ['12 High  St.', 'Flat 3'], city: 'Saint-Étienne', postalCode: 'LS1 4AP', country: 'GB', use: 'home' },
  ],
};
const asText = {
  resourceType: 'Patient',
  name: [{ text: 'Dr Anna Maria Schmidt-Rüttgers' }, { text: 'Anna Vogel', family: 'Vogel' }],
  address: [{ text: '1 High Street, Leeds\nLS1 4AP; England' }],
};
const irish = { resourceType: 'Patient', name: [{ family: 'O’Brien' }] };

describe('https://hl7.org/fhir/R4/search.html#string', () => {
  test.each([
    ['starts with', 'given=ev', true],
    ['not in the middle', 'given=ve', false],
    [':contains anywhere', 'given:contains=ve', true],
    [':exact', 'given:exact=Eve', true],
    [':exact tells case apart', 'given:exact=eve', false],
    [':exact is not the start', 'given:exact=Ev', false],
    [':exact tells accents apart', 'family:exact=Carreno Quinones', false],
    ['case does not matter', 'given=EVE', true],
    ['accents do not matter', 'family=carreno', true],
    ['combining characters do not matter', `family=Carren${'\u0303'}o`, true],
    ['white space is not told apart', 'address=12 high st', true],
    ['punctuation is ignored', 'address-city=saint etienne', true],
    ['parts of a family name, each', 'family=quinones', true],
    ['the parts of a HumanName', 'name=quinones', true],
    ['HumanName.prefix', 'name=dr', true],
    ['HumanName.text', 'name=eve the', true],
    ['parts of an address', 'address=flat', true],
    ['Address.postalCode', 'address-postalcode=ls1', true],
    ['Address.use is not covered', 'address=home', false],
    ['OR', 'given=zoe,eve', true],
    ['AND', 'given=zoe&given=eve', false],
    ['AND of two items', 'given=eve&given=anne', true],
    [':missing', 'family:missing=false', true],
  ])('%s', (_clause, query, expected) => {
    expect(finds(patient, query)).toBe(expected);
  });

  test.each([
    ['a name of a text alone, by each word of it', 'name=schmidt', true],
    ['and from there on', 'name=maria schmidt rutt', true],
    ['not within a word', 'name=chmidt', false],
    ['the text beside parts', 'name=anna vogel', true],
    ['family is the element of that name', 'family=schmidt', false],
    [':exact is the whole', 'name:exact=Schmidt-Rüttgers', false],
    ['_filter eq is the whole', '_filter=name eq "schmidt ruttgers"', false],
    ['an address by each part after a comma', 'address=leeds', true],
    ['by each line', 'address=ls1', true],
    ['by each part after a semicolon', 'address=engl', true],
    ['not by each word', 'address=high', false],
  ])('texts of names and addresses: %s', (_clause, query, expected) => {
    expect(finds(asText, query)).toBe(expected);
  });

  test('a long text is found by what it contains, wherever that stands', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 4000 }),
        fc.nat(16_000),
        fc.integer({ min: 3, max: 256 }),
        (words, at, length) => {
          const text = Array.from({ length: words }, (_, index) => `w${index}`).join(' ');
          const part = text
            .slice(at % text.length)
            .slice(0, length)
            .trim();
          fc.pre(part !== '');
          const library = { resourceType: 'Library', description: text };
          expect(finds(library, `description:contains=${part}`)).toBe(true);
          expect(finds(library, `_filter=description co "${part}"`)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
    const library = { resourceType: 'Library', description: 'a b '.repeat(1000) };
    expect(finds(library, 'description:contains=bb')).toBe(false);
    expect(() => finds(library, `description:contains=${'a'.repeat(257)}`)).toThrow('more than 256 letters');
  });

  test.each(["family=O'Brien", 'family=obrien', 'family=O’Brien', 'family:contains=brien'])(
    'apostrophes: %s',
    (query) => {
      expect(finds(irish, query)).toBe(true);
    },
  );

  test(':missing: an address of a use alone is an address', () => {
    const used = { resourceType: 'Patient', address: [{ use: 'home' }] };
    expect(finds(used, 'address:missing=false')).toBe(true);
    expect(finds(used, 'address:missing=true')).toBe(false);
    expect(finds(used, 'address-city:missing=true')).toBe(true);
  });

  test('#escaping: comma, dollar, bar and backslash', () => {
    const odd = { resourceType: 'Patient', name: [{ family: 'a,b$c|d\\e' }] };
    expect(finds(odd, 'family:exact=a\\,b\\$c\\|d\\\\e')).toBe(true);
    expect(finds(odd, 'family:exact=a,b')).toBe(false);
  });
});

const set = { resourceType: 'ValueSet', url: 'http://acme.org/fhir/ValueSet/123', version: '1.0' };
const oid = { resourceType: 'ValueSet', url: 'urn:oid:1.2.3.4.5' };

describe('https://hl7.org/fhir/R4/search.html#uri', () => {
  test.each([
    ['exact', set, 'url=http://acme.org/fhir/ValueSet/123', true],
    ['exact: case counts', set, 'url=http://acme.org/fhir/valueset/123', false],
    ['exact: the whole', set, 'url=http://acme.org/fhir', false],
    [':below', set, 'url:below=http://acme.org/fhir/', true],
    [':below without the slash', set, 'url:below=http://acme.org/fhir', true],
    [':below goes by segments', set, 'url:below=http://acme.org/fhi', false],
    [':above', set, 'url:above=http://acme.org/fhir/ValueSet/123/_history/5', true],
    [':above of something else', set, 'url:above=http://acme.org/fhir/ValueSet/1234', false],
    ['a urn', oid, 'url=urn:oid:1.2.3.4.5', true],
    ['url|version', set, 'url=http://acme.org/fhir/ValueSet/123|1.0', true],
    ['url|version: another version', set, 'url=http://acme.org/fhir/ValueSet/123|2.0', false],
    ['exact, though it reads like url|version', { ...set, url: 'urn:a|1' }, 'url=urn:a|1', true],
    [':missing', set, 'url:missing=true', false],
  ])('%s', (_clause, resource, query, expected) => {
    expect(finds(resource, query)).toBe(expected);
  });

  test('“:above and :below only apply to URLs, and not URNs”', () => {
    expect(() => finds(oid, 'url:below=urn:oid:1.2')).toThrow(/URN/);
  });
});
