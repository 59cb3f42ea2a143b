/** A relative reference to a resource of the population, with the words that name it where there are any. */
export interface ResourceReference {
  readonly reference: string;
  readonly display?: string;
}
