import { counted, type ReconciliationReport } from '@baseplate-epr/composer';

/** What a report comes to, for the person at the terminal. Names no patient. */
export function reportSummary(report: ReconciliationReport): readonly string[] {
  const { result, differences, buckets, sides, signature } = report;
  const count = (number: number) => number.toLocaleString('en-GB');
  const open = differences.filter(({ explanation }) => explanation === undefined);
  const kinds = [...new Set(open.map(({ store, kind }) => `${store}: ${kind}`))].map((name) => {
    const { length } = open.filter(({ store, kind }) => `${store}: ${kind}` === name);
    return `  ${count(length)}  ${name}`;
  });
  const signed = signature === undefined ? [] : [`Signed by ${signature.by}, digest ${signature.digest}.`];
  if (result === 'same') {
    return [
      `Nothing differs: ${counted(buckets.versions.left, 'version')}, the same in ${sides.left} and ${sides.right}.`,
      ...signed,
    ];
  }
  if (result === 'explained') return [`${counted(differences.length, 'difference')}, all explained.`, ...signed];
  return [`${counted(open.length, 'difference is', 'differences are')} not explained:`, ...kinds];
}
