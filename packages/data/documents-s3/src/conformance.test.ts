import { documentStoreKit, registerKit } from '@baseplate-epr/conformance';
import { startS3, type TestS3 } from '@baseplate-epr/testing-s3';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { s3Subject } from './__fixtures__/s3-subject.ts';

// Each in another process: the kit measures the memory of this one.
describe('on a store that knows the newer checksums', () => {
  let server: TestS3;
  beforeAll(async () => {
    server = await startS3({ kind: 'fauxqs' });
  });
  afterAll(() => server.close());
  registerKit({ kit: documentStoreKit, test, subject: s3Subject(() => server) });
});

describe('on a store that checks signatures and knows no newer checksums', () => {
  let server: TestS3;
  beforeAll(async () => {
    server = await startS3({ kind: 's3rver' });
  });
  afterAll(() => server.close());
  const subject = s3Subject(() => server, { requestChecksumCalculation: 'WHEN_REQUIRED' });
  registerKit({ kit: documentStoreKit, test, subject });
});
