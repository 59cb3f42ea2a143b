import { formatDateTime } from '../dates/format-date.ts';
import type { NextSet } from './next-set.ts';
import type { ScoredSet } from './score-set.ts';

/** What the latest set asks for, in one sentence with a full stop. */
export function responseWords({ score }: ScoredSet): string {
  return `${score.words}.`;
}

/** When the next set is due, or that it is late; `undefined` where NEWS2 does not say. */
export function nextSetWords(next: NextSet | undefined): string | undefined {
  if (next === undefined) return undefined;
  const due = formatDateTime(new Date(next.due).toISOString());
  return next.overdue ? `Next set overdue since ${due}.` : `Next set due by ${due}.`;
}

/** How long something has been late: "2 hours", "35 minutes". */
export function lateFor({ due }: NextSet, now: number): string {
  const minutes = Math.max(1, Math.floor((now - due) / 60_000));
  const [count, unit] =
    minutes < 90
      ? [minutes, 'minute']
      : minutes < 2880
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
