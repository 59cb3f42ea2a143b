import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Certificate } from './certificate.ts';
import { judgeCertificate, readCertificate } from './judge-certificate.ts';
import { createSigningKey, signingKeyOf } from './keys/signing-key.ts';
import { checkTrustedKey } from './keys/trusted-key.ts';
import type { PackageDigest } from './package/digest-package.ts';
import { signCertificate } from './sign-certificate.ts';

const key = createSigningKey();
const trustedKeys = [{ name: 'Riverside NHS Trust', publicKey: key.publicKey }];
const now = Date.UTC(2026, 10, 21);
const part = (name: string, version = '1.0.0', digest = 'a') => ({ name, version, digest });
const found: PackageDigest = {
  ...part('brick', '1.0.0', 'd'.repeat(64)),
  closure: [part('brick'), part('mortar')],
  folders: [],
};
const { name, version, digest, closure } = found;
const content: Omit<Certificate, 'keyId'> = {
  format: 'baseplate-certificate',
  formatVersion: 1,
  package: { name, version, digest, closure },
  modules: [
    {
      contract: 'state-store',
      contractVersion: 1,
      factory: 'createBrick',
      kit: { package: 'kit', version: '1.0.0', digest: 'b' },
      cases: [{ name: 'keeps what it is given – ünverändert', safety: true, outcome: 'passed' }],
    },
  ],
  environment: { node: '24.0.0', platform: process.platform, architecture: process.arch },
  issuedAt: '2026-11-20T00:00:00.000Z',
  expiresAt: '2027-11-20T00:00:00.000Z',
};
const bytesOf = (certificate = content, signer: Pick<typeof key, 'keyId' | 'publicKey' | 'sign'> = key) =>
  Buffer.from(signCertificate(certificate, signer));
const judge = (file: Uint8Array, digested = found, at = now) =>
  judgeCertificate({ file, package: digested, trustedKeys, now: at });

test('nothing speaks against a certificate of this very package by somebody trusted', () => {
  expect(judge(bytesOf())).toMatchObject({ signedBy: 'Riverside NHS Trust', faults: [] });
});

test('one changed bit of the file, anywhere, is noticed', () => {
  const file = bytesOf();
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(7), (at, bit) => {
      const changed = Uint8Array.from(file);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      let faults: readonly string[] = ['it is no certificate'];
      try {
        ({ faults } = judge(changed));
      } catch (error) {
        expect(error).toMatchObject({ code: 'certificate-invalid' });
      }
      expect(faults).not.toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('a byte more or less, and another layout of the same JSON, are noticed', () => {
  const file = bytesOf();
  expect(() => judge(Buffer.concat([file, Buffer.from('\n')]))).toThrow('some byte of it was changed');
  expect(() => judge(Buffer.concat([Buffer.from('\uFEFF'), file]))).toThrow('not JSON');
  expect(() => judge(Buffer.from(JSON.stringify(JSON.parse(String(file)))))).toThrow('some byte of it was changed');
  expect(() => readCertificate(Buffer.from('{}'))).toThrow('This is no certificate');
  expect(() => readCertificate(Buffer.from('null'))).toThrow('This is no certificate');
});

test.each<[string, () => ReturnType<typeof judge>, RegExp]>([
  ['an unknown key', () => judge(bytesOf(content, createSigningKey())), /not trusted here.*trustedKeys/],
  [
    'a wrong signature under a trusted key’s name',
    () => judge(bytesOf(content, { ...createSigningKey(), keyId: key.keyId })),
    /signature does not hold.*Riverside/,
  ],
  ['an expired one', () => judge(bytesOf(), found, Date.UTC(2027, 11, 1)), /expired on 2027-11-20.*baseplate conform/],
  ['one of an expiry that is no date', () => judge(bytesOf({ ...content, expiresAt: 'never' })), /expired/],
  ['one of the future', () => judge(bytesOf(), found, Date.UTC(2026, 10, 1)), /made in the future/],
  ['another package', () => judge(bytesOf(), { ...found, name: 'tile' }), /about brick, and this is tile/],
  [
    'other files in a dependency',
    () => judge(bytesOf(), { ...found, digest: 'e', closure: [part('brick'), part('mortar', '1.0.0', 'c')] }),
    /not the package that was tried: mortar 1\.0\.0 has other files\./,
  ],
  [
    'another version of a dependency',
    () => judge(bytesOf(), { ...found, digest: 'e', closure: [part('brick'), part('mortar', '1.0.1', 'c')] }),
    /mortar is version 1\.0\.1, and 1\.0\.0 was tried/,
  ],
  [
    'a dependency more and one less',
    () => judge(bytesOf(), { ...found, digest: 'e', closure: [part('brick'), part('glue')] }),
    /glue 1\.0\.0 was not part of it; mortar 1\.0\.0 is not there/,
  ],
])('%s is told in its own words', (_what, judged, words) => {
  const { faults } = judged();
  expect(faults).toEqual([expect.stringMatching(words)]);
});

test('a failed case speaks against the package, with its reason', () => {
  const [module] = content.modules;
  const failed = { name: 'survives a restart', safety: true, outcome: 'failed' as const, reason: 'It forgot.' };
  const modules = module === undefined ? [] : [{ ...module, cases: [failed] }];
  expect(judge(bytesOf({ ...content, modules })).faults).toEqual([
    expect.stringContaining('breaks the state-store contract: "survives a restart" failed (It forgot.)'),
  ]);
});

test('a key survives its file, and what is no key is told apart', () => {
  expect(signingKeyOf(key.privatePem).keyId).toBe(key.keyId);
  expect(() => signingKeyOf('x')).toThrow('Make one with baseplate key');
  expect(checkTrustedKey(trustedKeys[0])).toBeUndefined();
  expect(checkTrustedKey({ name: 'x', publicKey: key.privatePem })).toContain('no Ed25519 public key');
  expect(checkTrustedKey({ publicKey: key.publicKey })).toContain('no name');
  expect(checkTrustedKey(null)).toContain('no name');
});
