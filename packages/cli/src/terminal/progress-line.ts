/** How far long work has come. */
export interface Progress {
  readonly label: string;
  readonly done: number;
  /** Absent if it is not known. */
  readonly total?: number;
  /** How many of these were done before the time began to count; default 0. */
  readonly before?: number;
  readonly unit: string;
  readonly elapsedMilliseconds: number;
  /** Said at the end of the line. */
  readonly note?: string;
}

const barWidth = 24;
/** What is left is guessed once so much is done, or so many milliseconds have passed: the first of a hundred has also paid for the start. */
const enough = { share: 0.05, milliseconds: 15_000 };

/** One line: label, bar, share, count, rate and the time that is left. */
export function progressLine({ label, done, total, before = 0, unit, elapsedMilliseconds, note }: Progress): string {
  const rate = elapsedMilliseconds > 0 ? ((done - before) * 1000) / elapsedMilliseconds : 0;
  const parts = [label];
  if (total !== undefined && total > 0) {
    const share = Math.min(1, done / total);
    const filled = Math.round(share * barWidth);
    parts.push(
      `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${String(Math.floor(share * 100)).padStart(3)} %`,
    );
  }
  parts.push(
    `${done.toLocaleString('en-GB')}${total === undefined ? '' : ` of ${total.toLocaleString('en-GB')}`} ${unit}`,
  );
  if (rate >= 1) parts.push(`${Math.round(rate).toLocaleString('en-GB')}/s`);
  const known =
    total !== undefined && (done - before >= enough.share * total || elapsedMilliseconds >= enough.milliseconds);
  if (known && rate > 0 && done < total) parts.push(`${Math.ceil((total - done) / rate)} s left`);
  if (note !== undefined) parts.push(note);
  return parts.join('  ');
}
