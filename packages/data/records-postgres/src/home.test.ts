import { recordStoreKit, registerKit } from '@baseplate-epr/conformance';
import { test } from 'vitest';
import { storeSubject } from './__fixtures__/store-subject.ts';

// The kit's random worlds have no patients: here resources are kept with others of their types, and move between them.
const telling = /^(again|agreement|access|chain|include|history|load|index)/;
for (const home of ['A', 'B']) {
  registerKit({
    kit: { ...recordStoreKit, cases: recordStoreKit.cases.filter(({ name }) => telling.test(name)) },
    test: (name, run) => test(`kept with ${home}: ${name}`, run),
    subject: storeSubject({ homeType: home }),
  });
}

// The kit asks one question after the other: here each small one is put as if many of its shape had come in the same turn.
registerKit({
  kit: { ...recordStoreKit, cases: recordStoreKit.cases.filter(({ name }) => telling.test(name)) },
  test: (name, run) => test(`put as many: ${name}`, run),
  subject: storeSubject({ many: 1 }),
});
