import type { Definition } from '../definitions.ts';

/** A definition of any kind; only the fields that are used. */
export interface DefinitionResource extends Definition {
  readonly kind?: string;
  readonly type?: string;
  readonly code?: string;
  readonly base?: readonly string[];
  readonly derivation?: string;
  readonly baseDefinition?: string;
  readonly expression?: string;
  readonly xpathUsage?: string;
  readonly target?: readonly string[];
  readonly description?: string;
  readonly component?: readonly { readonly definition: string; readonly expression: string }[];
  readonly snapshot?: { readonly element: readonly ElementDefinition[] };
  readonly resource?: readonly { readonly code: string; readonly param?: readonly string[] }[];
}

/** One element of a structure definition. */
export interface ElementDefinition {
  readonly path: string;
  readonly max: string;
  readonly contentReference?: string;
  readonly base?: { readonly path: string };
  readonly type?: readonly {
    readonly code: string;
    readonly extension?: readonly { readonly url: string; readonly valueUrl?: string }[];
  }[];
}
