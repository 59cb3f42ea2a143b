import { recordStoreKit, registerKit } from '@baseplate-epr/conformance';
import { test } from 'vitest';
import { smallSubject } from './__fixtures__/small-subject.ts';

registerKit({ kit: recordStoreKit, test, subject: smallSubject() });
