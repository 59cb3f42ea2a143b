/** The parts of a CodeSystem that are used; whatever is malformed is left out by those who read it. */
export interface CodeSystemResource {
  readonly url?: string;
  readonly content?: string;
  readonly caseSensitive?: boolean;
  readonly concept?: readonly CodeSystemConcept[];
}

/** One concept, with those below it. */
export interface CodeSystemConcept {
  readonly code?: string;
  readonly display?: string;
  readonly property?: readonly { readonly code?: string; readonly [value: string]: unknown }[];
  readonly concept?: readonly CodeSystemConcept[];
}

/** The parts of a ValueSet that are used. */
export interface ValueSetResource {
  readonly url?: string;
  readonly compose?: {
    readonly include?: readonly ValueSetPart[];
    readonly exclude?: readonly ValueSetPart[];
  };
  readonly expansion?: {
    readonly total?: number;
    readonly offset?: number;
    readonly contains?: readonly ExpansionPart[];
  };
}

/** One `include` or `exclude`. */
export interface ValueSetPart {
  readonly system?: string;
  readonly version?: string;
  readonly concept?: readonly { readonly code?: string }[];
  readonly filter?: readonly ValueSetFilter[];
  readonly valueSet?: readonly string[];
}

/** A condition on the concepts of a code system. */
export interface ValueSetFilter {
  readonly property?: string;
  readonly op?: string;
  readonly value?: string;
}

/** One code of an expansion, with those below it. */
export interface ExpansionPart {
  readonly system?: string;
  readonly code?: string;
  readonly abstract?: boolean;
  readonly contains?: readonly ExpansionPart[];
}
