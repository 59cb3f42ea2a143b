import type { ReconciliationReport } from '@baseplate-epr/composer';

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
      `Nothing differs: ${count(buckets.versions.left)} versions, the same in ${sides.left} and ${sides.right}.`,
      ...signed,
    ];
  }
  if (result === 'explained') return [`${differencesOf(differences.length)}, all explained.`, ...signed];
  return [`${differencesOf(open.length)} ${open.length === 1 ? 'is' : 'are'} not explained:`, ...kinds];
}

function differencesOf(number: number): string {
  return number === 1 ? '1 difference' : `${number.toLocaleString('en-GB')} differences`;
}
