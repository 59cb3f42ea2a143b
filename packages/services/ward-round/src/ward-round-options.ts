/** Options of the ward round. */
export interface WardRoundOptions {
  /** Name of the record in the header, such as "Riverside record". Default: the organisation's name. */
  readonly recordName?: string;
  /** Hours after which the next set is late while a score asks for 4 to 6 hourly observations. Default 6. */
  readonly lowScoreHours?: 4 | 5 | 6;
}
