import type { ChainedAuditEntry } from '../audit-log/v1/audit-entry.ts';
import type { ContractName } from './module.ts';

/** What a package says of itself in the field `baseplate` of its `package.json`, so that it can be tried without a word from anybody. */
export interface PackageDeclaration {
  /** Every module that the package offers. */
  readonly modules: readonly ModuleDeclaration[];
}

/** One module of a package, and what it needs in order to be tried. */
export interface ModuleDeclaration {
  readonly contract: ContractName;
  readonly contractVersion: number;
  /** Name of the export of the package that makes the module from its options. */
  readonly factory: string;
  /**
   * Options for a trial. In texts `{directory}` stands for an empty folder and `{name}` for a name of lower-case letters, digits and `_`
   * that was never used before, both new for each case. A {@link SecretReference} names an environment variable that whoever runs the
   * trial sets.
   */
  readonly options?: object;
  /** Subpath export of the package, such as `./proof`, whose export `proof` is a {@link ModuleProof}. */
  readonly proof?: string;
}

/**
 * What only a module's supplier can do for a trial: damage what the module keeps, behind its back, and take away what a case has left. Not
 * needed where the contract's kit damages nothing and `{directory}` is all that is left behind.
 */
export interface ModuleProof {
  /** Called once for each case, before the module is made; rejects if there is no place to try it in. */
  prepare(given: ProofGiven): Promise<PreparedTrial>;
}

/** What a proof is given. */
export interface ProofGiven {
  /** The options of the declaration and of whoever runs the trial, with folder and name in their places. */
  readonly options: object;
  readonly tools: ProofTools;
}

/** What is hard to write for a supplier, and the kit knows. */
export interface ProofTools {
  /** An audit chain as it is after tampering of this kind. */
  tamperChain(kind: string, chain: readonly ChainedAuditEntry[]): readonly ChainedAuditEntry[];
  /** JSON with the keys of every object in order, as hashes of audit entries are made over. */
  canonicalJson(value: unknown): string;
}

/** One case's place, prepared. */
export interface PreparedTrial {
  /** What the module is made with; absent: the options given. */
  readonly options?: object;
  /** Damages what is kept, in the way that the contract's kit names, while the module runs. */
  tamper?(kind: string): Promise<void>;
  /** Takes away what the case left, when the module has stopped. */
  cleanup?(): Promise<void>;
}
