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
  'chains by time': 'chains gives every entry of every chain once',
  'later chains forgotten': 'chains gives every entry of every chain once',
  'place counted twice': 'chains gives every entry of every chain once',
  'chains as they were': 'chains finds what was appended after its pages',
  'any page size': 'chains refuses limits',
  'loads raced': 'two loads of the same entries at once',
  'appends lost in a load': 'appends go on in the chain of the process',
  'chained anew': 'taken over as they are',
  'loaded unfound': 'found by every query',
  'load unverified': 'entries that were changed',
  'gaps loaded': 'have gaps',
  'contradiction passed over': 'differs from the one that is there',
  'second load destroys': 'a load again',
  'loaded by half': 'none of it is kept',
  'own chain forked': 'never touches the chain that the process itself is writing',
};

for (const { name, subject } of plantedAuditFaults) {
  test(`the kit catches: ${name}`, async () => {
    const { passed, results } = await runKit({ kit: auditLogKit, subject, caseTimeout: 5_000 });
    const failed = results.filter(({ outcome }) => outcome === 'failed').map((result) => result.name);
    expect(passed).toBe(false);
    expect(failed).toContainEqual(expect.stringContaining(caughtBy[name] ?? 'a case named in this test'));
  });
}
