import type { ImportReport } from './run-import.ts';

/** Rejections shown one by one. */
const shownRejections = 20;

/** What an import did, in lines for a person. */
export function importSummary({
  written,
  resumed,
  rejections,
  complete,
  elapsedMilliseconds,
}: ImportReport): readonly string[] {
  const number = (value: number) => value.toLocaleString('en-GB');
  const seconds = elapsedMilliseconds / 1000;
  const rate = seconds > 0 ? ` (${number(Math.round(written / seconds))}/s)` : '';
  const lines = [
    `${complete ? 'Import ended' : 'Import stopped'} after ${seconds.toFixed(1)} s.`,
    `  written   ${number(written)} resources${rate}`,
  ];
  if (resumed > 0)
    lines.push(`  resumed   ${number(resumed)} resources were there from an earlier run (--again writes them anew)`);
  lines.push(`  rejected  ${rejections.length === 0 ? 'none' : number(rejections.length)}`);
  for (const { path, place, reason, status } of rejections.slice(0, shownRejections)) {
    lines.push(`    ${path}${place === '' ? '' : `, ${place}`}: ${reason}${status === 0 ? '' : ` (status ${status})`}`);
  }
  if (rejections.length > shownRejections)
    lines.push(`    … and ${number(rejections.length - shownRejections)} more; --report FILE writes them all.`);
  if (rejections.length > 0)
    lines.push('  Nothing of a rejected bundle, resource or line was written. Correct it and import it again.');
  if (!complete) lines.push('  Run the same command again to go on where it stopped.');
  return lines;
}
