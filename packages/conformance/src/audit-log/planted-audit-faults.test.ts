import { expect, test } from 'vitest';
import { runKit } from '../kit/run-kit.ts';
import { auditLogKit } from './audit-log-kit.ts';
import { plantedAuditFaults } from './planted-audit-faults.ts';

const caughtBy: Readonly<Record<string, string>> = {
  'broken hash chain': 'recomputed here',
  'changed entry overlooked': 'verify notices a changed entry',
  'gap overlooked': 'verify notices a removed entry',
  'cut tail overlooked': 'verify notices a cut tail',
  'recomputed chain overlooked': 'verify notices a recomputed chain',
  'append lost': 'appends at once are all there',
  'order swapped': 'come back as they were appended',
  'calls mingled': 'side by side',
  'refused by half': 'leaves none of its entries',
  'other patients forgotten': 'every filter',
  'resolved unseen': 'an intent is unresolved until an outcome',
  'pages by time': 'entries of the same moment',
  'forgotten at the end': 'after the log is opened again',
  'entry embellished': 'come back as they were appended',
};

for (const { name, subject } of plantedAuditFaults) {
  test(`the kit catches: ${name}`, async () => {
    const { passed, results } = await runKit({ kit: auditLogKit, subject, caseTimeout: 5_000 });
    const failed = results.filter(({ outcome }) => outcome === 'failed').map((result) => result.name);
    expect(passed).toBe(false);
    expect(failed).toContainEqual(expect.stringContaining(caughtBy[name] ?? 'a case named in this test'));
  });
}
