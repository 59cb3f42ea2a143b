/** What is read of a CapabilityStatement (R4 §5.2). */
export interface Statement {
  readonly format: readonly string[];
  readonly patchFormat?: readonly string[];
  readonly rest: readonly [RestClaims];
}

/** What a server claims. */
export interface RestClaims {
  readonly resource: readonly TypeClaims[];
  readonly interaction: readonly { readonly code: string }[];
  readonly searchParam: readonly ParameterClaim[];
  readonly operation: readonly { readonly name: string }[];
  readonly compartment?: readonly string[];
}

/** What it claims of one resource type. */
export interface TypeClaims {
  readonly type: string;
  readonly interaction: readonly { readonly code: string }[];
  readonly searchParam: readonly ParameterClaim[];
  readonly searchInclude?: readonly string[];
  readonly searchRevInclude?: readonly string[];
  readonly operation?: readonly { readonly name: string }[];
}

/** One search parameter. */
export interface ParameterClaim {
  readonly name: string;
  readonly type: string;
}
