export { createRecord } from './create-record.ts';
export { isRecordError, RecordError, type RecordErrorOptions } from './error/record-error.ts';
export type { RecordIssue } from './error/record-issue.ts';
export {
  type InstalledDefinition,
  type InstalledPackage,
  installedPackagesNamespace,
  putInstalledPackage,
  readInstalledPackages,
} from './profiles/installed-package.ts';
export type { DemandedProfiles } from './profiles/profile-keeper.ts';
export { profilesTakenUp } from './profiles/profiles-taken-up.ts';
export type {
  AuditEventOptions,
  AuditReport,
  CreateRecordOptions,
  RecordCore,
  SessionOptions,
  SupportedProfiles,
} from './record-core.ts';
export { defaultLimits, type RecordLimits } from './record-limits.ts';
export type { BundleAnswer, BundleEntryResult, BundleOptions, OperationEntry } from './session/bundle-types.ts';
export type { Interaction, RecordReadOptions, RecordSession } from './session/record-session.ts';
export type { RecordVersion, WriteResult } from './session/record-version.ts';
export type { ReindexOptions, ReindexReport } from './session/reindex-types.ts';
export type {
  EverythingOptions,
  HistoryAnswer,
  HistoryVersion,
  RecordHistoryOptions,
  SearchAnswer,
  SearchOptions,
  SearchParameters,
} from './session/search-types.ts';
export type {
  BinaryContent,
  ConditionalDeleteOptions,
  ConditionalPatchOptions,
  ConditionalUpdateOptions,
  CreateOptions,
  DeleteOptions,
  PatchOptions,
  PatchSource,
  PutBinaryOptions,
  UpdateOptions,
} from './session/write-types.ts';
