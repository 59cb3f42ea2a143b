import type { ParsedResource } from '../json/parsed-resource.ts';
import { type ProfileOptions, profileHooks } from '../profile/profile-hooks.ts';
import { resourceTypes } from '../structure/resource-types.ts';
import { advisingCompiler, checkCompiler } from './check-compiler.ts';
import type { BundleScope } from './resolve-reference.ts';
import type { ValidationIssue } from './validation-issue.ts';
import type { ValidationRun } from './validation-run.ts';

/** How {@link validateResource} works. */
export interface ValidationOptions {
  /** Greatest number of issues returned; the rest is left out. Default 100. */
  readonly maxIssues?: number;
  /** Also tells what is no error: rules and bindings that R4 recommends, and what could not be checked. Default false. */
  readonly advice?: boolean;
  /** Profiles to hold the resource against, besides R4 itself. */
  readonly profiles?: ProfileOptions;
  /** The entries of the Bundle that the resource comes in, for what it refers to; see `bundleScope`. */
  readonly bundle?: BundleScope;
}

/**
 * Checks a resource against the R4 base definitions: elements, cardinality, types, formats, required bindings, reference
 * targets, contained resources, narrative, and the invariants of severity error. No profiles, no terminology server, no
 * look-up of what references point at.
 *
 * A resource in an entry of a Bundle, or in Parameters, is checked with it. Pure; the same input gives the same issues in
 * the order of the resource. Each type's check is compiled when first needed.
 *
 * @returns an empty array for a valid resource. Diagnostics name rules and never quote content that could identify a patient.
 */
export function validateResource(parsed: ParsedResource, options: ValidationOptions = {}): ValidationIssue[] {
  const { resource } = parsed;
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : '';
  const run: ValidationRun = {
    digits: parsed.digits,
    issues: [],
    maxIssues: options.maxIssues ?? 100,
    path: [resourceTypes.has(type) ? type : 'Resource'],
    errors: 0,
    misshapen: 0,
    advice: options.advice === true,
    profiles: options.profiles && profileHooks(options.profiles),
    outermost: resource,
    bundle: options.bundle,
    met: new Map(),
    resource,
    rootResource: resource,
    scope: undefined,
    contained: false,
  };
  (run.advice ? advisingCompiler : checkCompiler).resourceCheck(resource, run);
  return run.issues;
}
