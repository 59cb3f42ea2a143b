import type { ChangeOverReport } from '@baseplate-epr/composer';

/** What a change-over did, in lines for the person who asked for it. */
export function reportLines({ place, moved, heldFor, attempts, compared }: ChangeOverReport): readonly string[] {
  const patients =
    compared.patients === undefined ? '' : `, by patient too (${compared.patients.toLocaleString('en-GB')} of them)`;
  return [
    `data.${place}: ${moved.toLocaleString('en-GB')} versions were taken over.`,
    `  Both stores were the same at the flip: ${compared.versions.toLocaleString('en-GB')} versions, digest ${compared.sum}${patients}.`,
    `  Writes were held for ${Math.round(heldFor)} ms${attempts === 0 ? '' : `, at the ${attempts + 1}th try`}; none failed.`,
  ];
}
