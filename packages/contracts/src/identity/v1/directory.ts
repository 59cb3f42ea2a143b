/** A role, and what it may do. */
export interface DirectoryRole {
  readonly code: string;
  readonly display: string;
  readonly kind: 'practitioner' | 'patient' | 'system';
  /** SMART App Launch v2 scopes. */
  readonly scopes: readonly string[];
  /** HL7 v3 PurposeOfUse code. */
  readonly purposeOfUse: string;
}

/** Somebody who may sign in. */
export interface DirectoryUser {
  /** Stable id; what the audit names. */
  readonly id: string;
  readonly display: string;
  /** Code of a {@link DirectoryRole}. */
  readonly role: string;
  readonly organisation: { readonly odsCode: string; readonly display: string };
  /** The FHIR resource that stands for the person. */
  readonly fhirUser?: string;
  /** For a patient: logical id of the own record. */
  readonly patient?: string;
}

/** Users and roles as an identity module knows them: no passwords, keys or tokens. */
export interface IdentityDirectory {
  readonly users: readonly DirectoryUser[];
  readonly roles: readonly DirectoryRole[];
}
