import type { JsonValue } from '@baseplate-epr/fhir';

/** Values that break the format of a primitive type of R4. */
export const malformedValues: Readonly<Record<string, readonly JsonValue[]>> = {
  base64Binary: ['Q*JD', 'QUJ'],
  boolean: ['true', 1],
  canonical: ['a b'],
  code: [' a', 'a  b', ''],
  date: ['2024-02-30', '24', '2024-01-01T00:00:00Z'],
  dateTime: ['2024-02-30', '2024-01-01T10:00:00', '01/02/2024'],
  decimal: ['1.0', true],
  id: ['a_b', 'x'.repeat(65)],
  instant: ['2024-01-01', '2024-01-01T10:00:00'],
  integer: [1.5, '1', 2 ** 31],
  markdown: ['', 1],
  oid: ['1.2.3'],
  positiveInt: [0, -1],
  string: ['', false],
  time: ['10:15', '24:00:00'],
  unsignedInt: [-1, '0'],
  uri: ['a b', ''],
  url: ['a b'],
  uuid: ['0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f'],
  xhtml: ['<div>', '<p>a</p>', '<div><script>a</script></div>', '<div onclick="a">a</div>'],
};
