import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Attack } from './attack.ts';

const patient = '{"resourceType":"Patient","active":true}';
const bomb = gzipSync(Buffer.alloc(512 * 1024 * 1024, 0x20));

function encoded(
  name: string,
  encoding: string,
  body: Uint8Array,
  path = '/Patient',
  type = 'application/fhir+json',
): Attack {
  const headers = { 'content-type': type, 'content-encoding': encoding };
  return { name, method: 'POST', path, body, headers, expected: [415] };
}

/** Bodies that are compressed, some to unfold beyond all bounds. R4 wants no content encoding of a server, so none is taken. */
export const encodingAttacks: readonly Attack[] = [
  encoded('gzip', 'gzip', gzipSync(patient)),
  encoded('deflate', 'deflate', deflateSync(patient)),
  encoded('brotli', 'br', brotliCompressSync(patient)),
  encoded('gzip twice', 'gzip, gzip', gzipSync(gzipSync(patient))),
  encoded('an encoding nobody knows', 'nonsense', Buffer.from(patient)),
  encoded('half a gigabyte in half a megabyte', 'gzip', bomb),
  encoded('half a gigabyte for a search', 'gzip', bomb, '/Patient/_search', 'application/x-www-form-urlencoded'),
  encoded('half a gigabyte for a bundle', 'gzip', bomb, '/'),
  encoded('half a gigabyte to validate', 'gzip', bomb, '/Patient/$validate'),
  { ...encoded('identity', 'identity', Buffer.from(patient)), expected: [201] },
  { ...encoded('a gzip that is not said to be one', 'identity', gzipSync(patient)), expected: [400] },
];
