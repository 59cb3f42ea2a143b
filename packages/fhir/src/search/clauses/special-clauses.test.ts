import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finds } from '../__fixtures__/finds.ts';

const place = (latitude: number, longitude: number) => ({
  resourceType: 'Location',
  position: { latitude, longitude },
});
const leeds = place(53.7997, -1.5492);

describe('https://hl7.org/fhir/R4/location.html#search, near', () => {
  test.each([
    ['kilometres named', leeds, '53.8008|-1.5491|1|km', true],
    ['kilometres are the default', leeds, '53.8008|-1.5491|1', true],
    ['too far', leeds, '51.5074|-0.1278|200|km', false],
    ['far enough: 272 km', leeds, '51.5074|-0.1278|275|km', true],
    ['metres', leeds, '53.8008|-1.5491|200|m', true],
    ['miles', leeds, '51.5074|-0.1278|170|[mi_i]', true],
    ['no distance', leeds, '53.8|-1.5', true],
    ['a corner of the square is outside the circle', place(0.8, 0.8), '0|0|100', false],
    ['across the 180th meridian', place(0, -179.9), '0|179.9|30', true],
    ['over the pole', place(89.9, 180), '89.9|0|30', true],
  ])('%s', (_clause, resource, near, expected) => {
    expect(finds(resource, `near=${encodeURIComponent(near)}`)).toBe(expected);
  });

  test.each(['x|1', '1', '91|0', '0|181', '0|0|1|kg', '0|0|-1', '0|0|1|km|x'])('refuses %s', (near) => {
    expect(() => finds(leeds, `near=${encodeURIComponent(near)}`)).toThrow(/near/);
  });

  test('misses nothing within the distance, and finds nothing 13 % beyond it', () => {
    const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
    const centre = fc.tuple(degrees(85), degrees(180));
    fc.assert(
      fc.property(
        centre,
        fc.double({ min: 1, max: 500, noNaN: true }),
        degrees(180),
        fc.boolean(),
        (from, km, way, inside) => {
          const [latitude, longitude] = from.map((one) => Number(one.toFixed(6)));
          if (latitude === undefined || longitude === undefined) return;
          const there = destination(latitude, longitude, km * (inside ? 0.99 : 1.13), way);
          expect(finds(place(...there), `near=${latitude}|${longitude}|${km.toFixed(6)}|km`)).toBe(inside);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Where one gets from a place by going so many kilometres in a direction, on a sphere. */
function destination(latitude: number, longitude: number, km: number, way: number): [number, number] {
  const [phi, lambda, theta] = [latitude, longitude, way].map((one) => (one * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  const delta = km / 6371.0088;
  const there = Math.asin(Math.sin(phi) * Math.cos(delta) + Math.cos(phi) * Math.sin(delta) * Math.cos(theta));
  const east =
    lambda +
    Math.atan2(Math.sin(theta) * Math.sin(delta) * Math.cos(phi), Math.cos(delta) - Math.sin(phi) * Math.sin(there));
  return [(there * 180) / Math.PI, (((((east * 180) / Math.PI + 540) % 360) + 360) % 360) - 180];
}
