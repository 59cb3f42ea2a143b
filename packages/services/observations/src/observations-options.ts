/** Options of the observations service. */
export interface ObservationsOptions {
  /**
   * Hours after which the next set is late while a score asks for 4 to 6 hourly observations. The Royal College of Physicians leaves
   * the choice to the ward. Default 6.
   */
  readonly lowScoreHours?: 4 | 5 | 6;
}
