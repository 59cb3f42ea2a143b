import fc from 'fast-check';

const put = fc.oneof(
  fc.constantFrom(
    ...['', '"', '{', '}', '[', ']', ',', ':', 'null', '1e999', '"__proto__":1,', '\\', '\u0000', '\uFEFF', '[[[['],
  ),
  fc.constantFrom('"id":"b",', '"extension":[],', '"resourceType":"Bundle",', '-', '0', 'true', '{}', '[{}]', '\ud800'),
  fc.constantFrom('<', '>', '&', '&x;', '</', '/>', '<!--', '<![CDATA[', '<!DOCTYPE x>', ' xmlns="a"', "'"),
  fc.string({ maxLength: 5 }),
);

/** Cuts, doubles and replaces stretches of a text. */
export const cutUp: fc.Arbitrary<(text: string) => string> = fc
  .array(fc.tuple(fc.nat(5000), fc.nat(12), put), { maxLength: 4 })
  .map(
    (edits) => (text) =>
      edits.reduce((current, [at, cut, piece]) => {
        const start = at % (current.length + 1);
        return current.slice(0, start) + piece + current.slice(start + cut);
      }, text),
  );
