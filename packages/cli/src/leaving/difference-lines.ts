import type { ImportResult } from '@baseplate-epr/composer';

/** Every difference between an archive and the record it came to, in words without patient data. */
export function differenceLines({ records, documents, audit, refused }: ImportResult): readonly string[] {
  const sides = { left: 'the archive', right: 'the record' };
  return [
    ...refused.map(({ what, reason }) => `${what} was refused: ${reason}`),
    ...records.differences.map((difference) => {
      if (difference.kind === 'damaged')
        return `${sides[difference.side]} gives out other versions in bucket ${difference.bucket} than it was given`;
      const { type, id, versionId } = difference;
      const name = type === undefined ? 'a version' : `${type}/${id}/_history/${versionId}`;
      if (difference.kind === 'missing') return `${name} is missing in ${sides[difference.missingIn]}`;
      if (difference.kind === 'content') return `${name} differs: ${difference.parts.join(', ')}`;
      return `${name} cannot be read in ${sides[difference.side]}: ${difference.reason}`;
    }),
    ...(records.complete ? [] : ['and there are more differences than are named here']),
    ...documents.differences.map((difference) => {
      const name = `document ${difference.sha256}`;
      if (difference.kind === 'missing') return `${name} is missing in ${sides[difference.missingIn]}`;
      if (difference.kind === 'size') return `${name} has another size`;
      return `${name} cannot be read in ${sides[difference.side]}: ${difference.reason}`;
    }),
    ...audit.faults.map((fault) => `audit: ${fault}`),
  ];
}
