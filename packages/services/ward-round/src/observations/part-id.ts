import { createHash } from 'node:crypto';

/** The logical id of one part of a set: a UUID of version 8 made from the submission's random token. */
export function partId(submission: string, part: string): string {
  const hex = createHash('sha256').update(`${submission}/${part}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
