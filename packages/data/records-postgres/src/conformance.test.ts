import { recordStoreKit, registerKit } from '@baseplate-epr/conformance';
import { test } from 'vitest';
import { storeSubject } from './__fixtures__/store-subject.ts';

registerKit({ kit: recordStoreKit, test, subject: storeSubject() });
