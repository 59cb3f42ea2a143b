/** How much clinical risk a score stands for, by the thresholds and triggers of NEWS2. */
export type News2Risk = 'none' | 'low' | 'low-medium' | 'medium' | 'high';

/** What a score asks for. */
export type News2Response = {
  readonly risk: News2Risk;
  /** The risk in words: "Low", "Low to medium", "Medium", "High". */
  readonly riskWords: string;
  /** The kind of response in words. */
  readonly response: string;
  /** The least frequent monitoring that is allowed. */
  readonly monitoring: string;
};

const responses: Readonly<Record<News2Risk, Omit<News2Response, 'risk'>>> = {
  none: { riskWords: 'Low', response: 'Routine monitoring', monitoring: 'at least every 12 hours' },
  low: { riskWords: 'Low', response: 'Ward-based response', monitoring: 'at least every 4 to 6 hours' },
  'low-medium': { riskWords: 'Low to medium', response: 'Urgent ward review', monitoring: 'at least every hour' },
  medium: { riskWords: 'Medium', response: 'Urgent response', monitoring: 'at least every hour' },
  high: { riskWords: 'High', response: 'Emergency response', monitoring: 'continuously' },
};

/** The response to a total of points, of which one parameter may alone score 3. */
export function news2Response(total: number, singleThree: boolean): News2Response {
  const risk = total >= 7 ? 'high' : total >= 5 ? 'medium' : singleThree ? 'low-medium' : total >= 1 ? 'low' : 'none';
  return { risk, ...responses[risk] };
}
