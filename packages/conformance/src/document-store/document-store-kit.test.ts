import { expect, test } from 'vitest';
import { registerKit } from '../kit/register-kit.ts';
import { runKit } from '../kit/run-kit.ts';
import { memoryCases } from './cases/memory-cases.ts';
import { documentStoreKit } from './document-store-kit.ts';
import { memoryDocumentSubject } from './memory-document-subject.ts';

const subject = memoryDocumentSubject();
const cases = documentStoreKit.cases.filter((aCase) => !memoryCases.includes(aCase));

registerKit({ kit: { ...documentStoreKit, cases }, subject, test });

test('the memory store, which does hold documents in memory, is caught doing so', async () => {
  const { results } = await runKit({ kit: { ...documentStoreKit, cases: memoryCases }, subject });
  expect(results[0]?.reason).toContain('are held in memory');
});
