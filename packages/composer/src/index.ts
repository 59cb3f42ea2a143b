export type { TrustedKey } from '@baseplate-epr/certificate';
export {
  type ArchiveFault,
  type ArchiveKind,
  type ArchiveVerification,
  counted,
  type ExplainOptions,
  type Explanation,
  type ExportProgress,
  type ExportResult,
  explain,
  type ImportProgress,
  type ImportResult,
  type InstalledDefinition,
  type InstalledPackage,
  installedPackagesNamespace,
  isAsSigned,
  profilesTakenUp,
  putInstalledPackage,
  type ReconciliationReport,
  readInstalledPackages,
  reconciliationPage,
  type ShadowReport,
  type SignOffOptions,
  signOff,
  type VerifyOptions,
  verifyArchive,
} from '@baseplate-epr/record';
export { nameOf } from './applied/applied-configuration.ts';
export { applyPlan } from './apply/apply-assembly.ts';
export type { ApplyOptions, ApplyProgress, ApplyReport, ChangeOverReport, ServicesReport } from './apply/applying.ts';
export { finish, type LeftStore } from './apply/finish.ts';
export { reportLines, rollbackLines } from './apply/report-lines.ts';
export { rollback } from './apply/rollback.ts';
export { units } from './apply/units.ts';
export type { Assembly, AssemblyHealth, ModuleFailure } from './assembly/assembly.ts';
export { listeningAddress } from './assembly/listening-address.ts';
export { type OpenAssemblyOptions, openAssembly } from './assembly/open-assembly.ts';
export { type OpenIdentity, openIdentity } from './assembly/open-identity.ts';
export { systemContext } from './assembly/system-context.ts';
export type { AssemblyConfiguration } from './configuration/assembly-configuration.ts';
export type { CertificateOverride } from './configuration/certification.ts';
export { checkConfiguration } from './configuration/check-configuration.ts';
export { defineAssembly } from './configuration/define-assembly.ts';
export { loadConfiguration } from './configuration/load-configuration.ts';
export { type AtAddressOptions, atAddress, inline, inProcess, inWorker } from './configuration/placement.ts';
export type { LetterDecision } from './delivery/dead-letters.ts';
export { type OpenDeliveries, openDeliveries } from './delivery/open-deliveries.ts';
export { type ExportAssemblyOptions, exportAssembly } from './leaving/export-assembly.ts';
export { type ImportAssemblyOptions, importAssembly } from './leaving/import-assembly.ts';
export type { NamedServices } from './ledger/ledger-services.ts';
export { problemsOf as styleProblems } from './panel-style/style-of-panels.ts';
export type { AssemblyPlan, ChangeOverStep, PlanStep } from './plan/assembly-plan.ts';
export {
  type AssemblyStatus,
  assemblyStatus,
  type ChangeOverStatus,
  type ServicesStatus,
} from './plan/assembly-status.ts';
export { type PlanOptions, planAssembly } from './plan/plan-assembly.ts';
export type { ServiceChange, ServiceFacts } from './plan/services/service-change.ts';
export {
  type ReconcileOptions,
  type ReconcileProgress,
  reconcileAssemblies,
} from './reconcile/reconcile-assemblies.ts';
export type { BreakerLimits } from './service/breaker/breaker.ts';
export type { IsolationLimits } from './service/elsewhere/isolation-limits.ts';
export { lostFromFragment } from './service/lost-from-fragment.ts';
export { type ShadowAssemblyOptions, shadowAssembly } from './shadow/shadow-assembly.ts';
export { requireShareable, type ShareableOptions } from './sharing/require-shareable.ts';
