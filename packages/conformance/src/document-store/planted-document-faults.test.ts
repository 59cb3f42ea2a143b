import { expect, test } from 'vitest';
import { runKit } from '../kit/run-kit.ts';
import { memoryCases } from './cases/memory-cases.ts';
import { documentStoreKit } from './document-store-kit.ts';
import { plantedDocumentFaults } from './planted-document-faults.ts';

const caughtBy: Readonly<Record<string, string>> = {
  'size that stands still': 'that grows by what is kept',
  'truncated blob': 'gives the same bytes back',
  'damage unnoticed': 'a changed document is an error',
  'half-written visible': 'not visible before all of it',
  'wrong range': 'a range gives exactly its bytes',
  'range moved inside': 'a range outside the document is unsatisfiable',
  'digest unheeded': 'refuses others, keeping nothing',
  'limit unheeded': 'as many bytes as the limit',
  'mixed puts': 'puts run at once',
  'forgotten at the end': 'after the store is opened again',
  'others cleared away': 'not disturbed by a process that starts',
  'deleted by prefix': 'names nothing',
  'paging by count': 'come and go between pages',
};

const cases = documentStoreKit.cases.filter((aCase) => !memoryCases.includes(aCase));

for (const { name, subject } of plantedDocumentFaults) {
  test(`the kit catches: ${name}`, async () => {
    const { passed, results } = await runKit({ kit: { ...documentStoreKit, cases }, subject, caseTimeout: 5_000 });
    const failed = results.filter(({ outcome }) => outcome === 'failed').map((result) => result.name);
    expect(passed).toBe(false);
    expect(failed).toContainEqual(expect.stringContaining(caughtBy[name] ?? 'a case named in this test'));
  });
}
