import type { GeneralEngine } from '../fhirpath/general-engine.ts';
import type { Terminology } from '../terminology/terminology.ts';
import type { ConstraintNode } from './constraint-node.ts';
import type { ItemCheck } from './item.ts';
import type { ProfileDefinition } from './structure-definition.ts';

/** A profile that values can be held against. */
export interface CompiledProfile {
  readonly definition: ProfileDefinition;
  /** What this profile and all it builds on say, together. */
  readonly tree: ConstraintNode;
  /** True for R4's own, which come with every record. */
  readonly isOwn: boolean;
  /** Checks a value of the profile's type; the path leads to it. */
  readonly check: ItemCheck;
}

/** What is the same for everything that one profile is compiled into. */
export interface CompileScope {
  /** Canonical URL of the profile, for diagnostics. */
  readonly url: string;
  /** The type that the profile is of. */
  readonly type: string;
  readonly terminology: Terminology;
  /** Undefined unless some invariant needs it. */
  readonly engine: GeneralEngine | undefined;
  /** Finds a profile by canonical URL. Looked up when needed: profiles refer to each other in circles. */
  profile(canonical: string): CompiledProfile | undefined;
  /** The type that a profile is of, without compiling it. */
  profileType(url: string): string | undefined;
  /** Compile for every type that a value could have, to find what cannot be checked, instead of when a value is met. */
  readonly eager: boolean;
  /** Nodes of nested elements by the path that defines them, for content references. */
  readonly nested: Map<string, ConstraintNode>;
  /** Notes something that cannot be checked, once. */
  problem(text: string): void;
}
