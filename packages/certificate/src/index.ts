export type * from './certificate.ts';
export { certificateInvalid } from './certificate-invalid.ts';
export { type JudgedCertificate, type JudgeOptions, judgeCertificate, readCertificate } from './judge-certificate.ts';
export { createSigningKey, type NewKey, type SigningKey, signingKeyOf } from './keys/signing-key.ts';
export { checkTrustedKey, type TrustedKey, trustedKeyOf } from './keys/trusted-key.ts';
export {
  createPackageDigester,
  digestPackage,
  type PackageDigest,
  type PackageDigester,
  type PackagePart,
} from './package/digest-package.ts';
export { findPackage } from './package/find-package.ts';
export { packageFolders } from './package/package-folders.ts';
export { type PackageManifest, readManifest } from './package/package-manifest.ts';
export { signCertificate } from './sign-certificate.ts';
