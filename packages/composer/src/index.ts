export type { TrustedKey } from '@baseplate-epr/certificate';
export {
  type ArchiveFault,
  type ArchiveKind,
  type ArchiveVerification,
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
export { finish, type RollbackResult, rollback } from './apply/apply-place.ts';
export type { ApplyOptions, ApplyProgress, ChangeOverReport } from './apply/applying.ts';
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
export { type ExportAssemblyOptions, exportAssembly } from './leaving/export-assembly.ts';
export { type ImportAssemblyOptions, importAssembly } from './leaving/import-assembly.ts';
export type { AssemblyPlan, ChangeOverStep, PlanStep } from './plan/assembly-plan.ts';
export { type AssemblyStatus, assemblyStatus, type ChangeOverStatus } from './plan/assembly-status.ts';
export { type PlanOptions, planAssembly } from './plan/plan-assembly.ts';
export {
  type ReconcileOptions,
  type ReconcileProgress,
  reconcileAssemblies,
} from './reconcile/reconcile-assemblies.ts';
export { lostFromFragment } from './service/lost-from-fragment.ts';
export { type ShadowAssemblyOptions, shadowAssembly } from './shadow/shadow-assembly.ts';
