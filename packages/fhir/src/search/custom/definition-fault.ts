/** Why a search parameter cannot be used. */
export interface DefinitionFault {
  /** Element of the SearchParameter, such as `expression`. */
  readonly element: string;
  /** Completes “it cannot be used, because …”. Quotes nothing but codes. */
  readonly problem: string;
}
