import type { ChangeOverReport } from '@baseplate-epr/composer';
import { units } from './units.ts';

/** What a change-over did, in lines for the person who asked for it. */
export function reportLines({ place, moved, heldFor, attempts, compared }: ChangeOverReport): readonly string[] {
  const unit = units[place];
  const digest = compared.sum === undefined ? '' : `, digest ${compared.sum}`;
  const patients =
    compared.patients === undefined ? '' : `, by patient too (${compared.patients.toLocaleString('en-GB')} of them)`;
  const tries = attempts === 0 ? '' : `, after ${attempts} ${attempts === 1 ? 'try' : 'tries'} that were given up`;
  return [
    `data.${place}: ${moved.toLocaleString('en-GB')} ${unit} were taken over.`,
    `  Both stores were the same at the flip: ${compared.items.toLocaleString('en-GB')} ${unit}${digest}${patients}.`,
    `  Writes were held for ${Math.round(heldFor)} ms${tries}; none failed.`,
  ];
}
