/** Who is calling, in which role, for which organisation and purpose of use. */
export interface Principal {
  /** Stable id; what the audit names. */
  readonly id: string;
  readonly kind: 'practitioner' | 'patient' | 'system';
  /** Name for people to read. */
  readonly display: string;
  readonly role: { readonly code: string; readonly display: string };
  readonly organisation: { readonly odsCode: string; readonly display: string };
  /** HL7 v3 PurposeOfUse code, such as `TREAT`. */
  readonly purposeOfUse: string;
  /** What the role may do, as SMART App Launch v2 scopes: `user/Observation.rs`, `patient/*.rs`, `system/*.cruds`. */
  readonly scopes: readonly string[];
  /** What the token at hand is narrowed to; absent means not narrowed. */
  readonly tokenScopes?: readonly string[];
  /** The FHIR resource that stands for the caller, such as `Practitioner/x`. */
  readonly fhirUser?: string;
  /** The patient that `patient/` scopes are about; logical id. Required wherever such a scope is held. */
  readonly patient?: string;
}

/** A browser's session. */
export interface Session {
  /** Unguessable; never shown, logged or put in a URL. */
  readonly id: string;
  readonly expiresAt: number;
}
