import type { Predicate, RangePredicate } from '@baseplate-epr/contracts';
import { positionParameters } from '../entry/position-entries.ts';
import { unitScale } from '../unit/unit-scale.ts';
import { allOf, anyOf } from './combine-predicates.ts';
import { type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { splitValue, unescapeValue } from './split-value.ts';
import type { ValueTask } from './value-alternatives.ts';

/** Metres on a sphere of the mean radius, with room for the flattening that WGS 84 has and a sphere has not. */
const earthRadius = 6_371_008.8;
const flattening = 1.006;
/** What counts as near when no distance is given, in metres. */
const defaultDistance = 50_000;
/** The circle is cut into this many bands of latitude; what is found may lie up to 12 % further away than asked, none is missed. */
const bandCount = 16;
const degree = Math.PI / 180;

const rule =
  'Write it as latitude|longitude|distance|unit, in degrees and in km unless another UCUM unit of length is named.';

/**
 * `Location?near=latitude|longitude|distance|unit` (https://hl7.org/fhir/R4/location.html#search): bands of latitude that together
 * cover the circle, each with the stretch of longitude it has there. So it costs a fixed number of looks at an index.
 */
export function nearPredicate(task: ValueTask): Predicate | Unsupported {
  const { name } = task.parameter;
  if (name !== 'near') return unsupported('This special parameter is not supported.');
  if (task.modifier !== undefined) return unsupported('“near” takes no modifier.', true);
  const [north = '', east = '', distance = '', unit = '', ...more] = splitValue(task.value, '|').map(unescapeValue);
  const latitude = number(north);
  const longitude = number(east);
  const metres = distance === '' ? defaultDistance : (number(distance) ?? Number.NaN) * metresIn(unit);
  if (latitude === undefined || longitude === undefined || more.length > 0 || !(metres >= 0)) {
    throw searchError(name, `has a value that is not a place. ${rule}`);
  }
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
    throw searchError(name, `has a place that is not on the earth. ${rule}`);
  }
  const circle = bands(latitude, longitude, Math.min((metres * flattening) / earthRadius, Math.PI));
  const least = Math.min(...circle.map((band) => band.south));
  const greatest = Math.max(...circle.map((band) => band.north));
  // The latitudes of the whole circle first: one look at an index leaves few places to look at more closely.
  return allOf([between(positionParameters(name).latitude, least, greatest), anyOf(circle.map(inBand(name)))]);
}

interface Band {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

function bands(latitude: number, longitude: number, angle: number): readonly Band[] {
  const centre = latitude * degree;
  const south = Math.max(centre - angle, -Math.PI / 2);
  const height = (Math.min(centre + angle, Math.PI / 2) - south) / bandCount;
  const found: Band[] = [];
  for (let at = 0; at < bandCount; at += 1) {
    const from = south + at * height;
    const to = from + height;
    const width =
      Math.max(...widestAt(centre, angle, from, to).map((where) => halfWidth(centre, angle, where))) / degree;
    const band = { south: from / degree, north: to / degree };
    if (width >= 180) found.push({ ...band, west: -180, east: 180 });
    else {
      found.push({ ...band, west: longitude - width, east: longitude + width });
      // Across the 180th meridian longitudes go on with the other sign.
      if (longitude - width < -180) found.push({ ...band, west: longitude - width + 360, east: 180 });
      if (longitude + width > 180) found.push({ ...band, west: -180, east: longitude + width - 360 });
    }
  }
  return found;
}

/** The latitudes of a band among which the circle is widest. */
function widestAt(centre: number, angle: number, from: number, to: number): readonly number[] {
  const widest = Math.asin(Math.max(-1, Math.min(1, Math.sin(centre) / Math.cos(angle))));
  return widest > from && widest < to ? [from, to, widest] : [from, to];
}

/** Half the width of the circle at a latitude, as an angle of longitude. */
function halfWidth(centre: number, angle: number, latitude: number): number {
  const cosine = Math.cos(latitude) * Math.cos(centre);
  if (cosine < 1e-12) return Math.PI;
  return Math.acos(Math.max(-1, Math.min(1, (Math.cos(angle) - Math.sin(latitude) * Math.sin(centre)) / cosine)));
}

function inBand(parameter: string): (band: Band) => Predicate {
  const names = positionParameters(parameter);
  return ({ south, north, west, east }) =>
    allOf([between(names.latitude, south, north), between(names.longitude, west, east)]);
}

function between(parameter: string, least: number, greatest: number): RangePredicate {
  // Room for what is lost in the trigonometry: a tenth of a millimetre.
  const room = 1e-9;
  return {
    kind: 'range',
    entry: 'number',
    parameter,
    bounds: [
      { end: 'low', operator: '>=', value: least - room },
      { end: 'low', operator: '<=', value: greatest + room },
    ],
  };
}

function number(text: string): number | undefined {
  return /^-?\d{1,12}(\.\d{1,20})?$/.test(text) ? Number(text) : undefined;
}

function metresIn(unit: string): number {
  const code = unit === '' ? 'km' : unit === 'mi' ? '[mi_i]' : unit;
  const scale = unitScale(code);
  const metre = unitScale('m');
  if (scale === undefined || metre === undefined || scale.code !== metre.code) return Number.NaN;
  return scale.factor / metre.factor;
}
