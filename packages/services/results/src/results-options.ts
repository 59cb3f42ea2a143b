/** Options of the results service. */
export interface ResultsOptions {
  /** Tests on the card beside those that are not acknowledged. Default 12. */
  readonly testsOnCard?: number;
}
