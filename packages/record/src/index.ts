export { indexCode, resourceTypes, scopeQueryPredicate } from '@baseplate-epr/fhir';
export { scopesCover } from './access/scopes-cover.ts';
export { type AnnouncedProcess, announcedProcesses } from './audit/announced-processes.ts';
export { announcementTime } from './audit/writing-processes.ts';
export type { AnsweredSide, AnswerFault, AnsweringStore, CheckedAnswers } from './change-over/answers/answer-types.ts';
export { type CheckAnswersOptions, checkAnswers } from './change-over/answers/check-answers.ts';
export type {
  AuditComparison,
  AuditDifference,
  CompareAuditOptions,
  CopiedAudit,
  CopyAuditOptions,
  CopyAuditResult,
} from './change-over/audit/audit-types.ts';
export { compareAudit } from './change-over/audit/compare-audit.ts';
export { copyAudit } from './change-over/audit/copy-audit.ts';
export {
  type CheckCopiedOptions,
  type CheckedCopy,
  type CheckedSide,
  checkCopied,
} from './change-over/check-copied.ts';
export { type CompareDigestsOptions, compareDigests } from './change-over/compare-digests.ts';
export { compareRecords } from './change-over/compare-records.ts';
export type {
  ComparedRange,
  ComparedStore,
  CompareProgress,
  CompareRecordsOptions,
  DifferingVersion,
  DigestComparison,
  RecordComparison,
  RecordDifference,
  Side,
  VersionPart,
} from './change-over/comparison-types.ts';
export type { Continuation, TakenVersion } from './change-over/continued/continuation.ts';
export { continuedRecords } from './change-over/continued/continued-records.ts';
export { copyRecords } from './change-over/copy-records.ts';
export type { CopiedPage, CopyRecordsOptions, CopyRecordsResult, NamedFailure } from './change-over/copy-types.ts';
export { counted } from './change-over/counted.ts';
export { compareDocuments } from './change-over/documents/compare-documents.ts';
export { copyDocuments } from './change-over/documents/copy-documents.ts';
export type {
  CompareDocumentsOptions,
  CopiedDocuments,
  CopyDocumentsOptions,
  CopyDocumentsResult,
  DocumentComparison,
  DocumentDifference,
  DocumentFailure,
} from './change-over/documents/document-types.ts';
export { compareNewest } from './change-over/newest/compare-newest.ts';
export { contentOf } from './change-over/newest/content-of.ts';
export { copyNewest } from './change-over/newest/copy-newest.ts';
export type {
  CopiedNewest,
  CopyNewestOptions,
  CopyNewestResult,
  MappedVersion,
} from './change-over/newest/newest-types.ts';
export { holdsOwnChains } from './change-over/own-copy/own-chains.ts';
export { holdsOwnDocuments } from './change-over/own-copy/own-documents.ts';
export { holdsOwnNewest, type OwnNewestOptions } from './change-over/own-copy/own-newest.ts';
export { holdsOwnState } from './change-over/own-copy/own-state.ts';
export { holdsOwnVersions, type OwnVersionsOptions } from './change-over/own-copy/own-versions.ts';
export type { UnreadableVersion } from './change-over/read-changes.ts';
export { type RecordEntries, type RecordEntriesOptions, recordEntries } from './change-over/record-entries.ts';
export { type AuditPartOptions, auditPart } from './change-over/report/audit-part.ts';
export { countTypes } from './change-over/report/count-types.ts';
export type { Explanation, ReportDifference } from './change-over/report/difference-types.ts';
export {
  type GatheredReconciliation,
  type GatherReconciliationOptions,
  gatherReconciliation,
} from './change-over/report/gather-reconciliation.ts';
export { reconciliationPage } from './change-over/report/page/reconciliation-page.ts';
export {
  type OtherStore,
  type ReconciliationInput,
  reconciliationReport,
} from './change-over/report/reconciliation-report.ts';
export type {
  PatientCount,
  ReconciliationReport,
  ReportSignature,
  SamplePatient,
  TypeCount,
} from './change-over/report/report-types.ts';
export {
  type ExplainOptions,
  explain,
  isAsSigned,
  type SignOffOptions,
  signOff,
} from './change-over/report/sign-off.ts';
export { type StatePartOptions, statePart } from './change-over/report/state-part.ts';
export { shadowRecords } from './change-over/shadow/shadow-records.ts';
export type { Divergence, ShadowRecordsOptions, ShadowReport } from './change-over/shadow/shadow-types.ts';
export { compareState } from './change-over/state/compare-state.ts';
export { copyState } from './change-over/state/copy-state.ts';
export { lastingKeys } from './change-over/state/lasting-keys.ts';
export type {
  CompareStateOptions,
  CopyStateOptions,
  CopyStateResult,
  LastingKey,
  StateComparison,
  StateDifference,
} from './change-over/state/state-types.ts';
export type { VersionName } from './change-over/version-name.ts';
export { createRecord } from './create-record.ts';
export { isRecordError, RecordError, type RecordErrorOptions } from './error/record-error.ts';
export type { RecordIssue } from './error/record-issue.ts';
export type { EventsOptions, EventsPage, RecordEvent } from './events/event-types.ts';
export { requireGivenEntries } from './indexing/require-given-entries.ts';
export type {
  ArchivedAssembly,
  ArchiveKind,
  ArchiveManifest,
  ArchiveProblem,
} from './leaving/format/archive-manifest.ts';
export {
  archiveSeal,
  type CheckArchiveOptions,
  type CheckedArchive,
  checkArchive,
} from './leaving/importing/check-archive.ts';
export { importEverything } from './leaving/importing/import-everything.ts';
export type {
  ImportOptions,
  ImportPhase,
  ImportProgress,
  ImportPurpose,
  ImportResult,
} from './leaving/importing/import-options.ts';
export { type IntendedImport, requireEmpty } from './leaving/importing/require-empty.ts';
export type { ArchiveFault } from './leaving/reading/archive-findings.ts';
export { type ArchiveVerification, type VerifyOptions, verifyArchive } from './leaving/reading/verify-archive.ts';
export { exportEverything } from './leaving/writing/export-everything.ts';
export type { ArchivedStores, ExportOptions, ExportProgress, ExportResult } from './leaving/writing/export-options.ts';
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
export { resourceLimit } from './resource-limit.ts';
export { readCondition, readQuery } from './search/read-query.ts';
export type { BundleAnswer, BundleEntryResult, BundleOptions, OperationEntry } from './session/bundle-types.ts';
export type { ChangeMetaOptions, MetaAnswer } from './session/meta-types.ts';
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
export { type IfMatch, readIfMatch } from './write/if-match.ts';
