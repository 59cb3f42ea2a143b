/** A test a laboratory does on blood, and how its result lies in health. */
export interface LaboratoryTest {
  /** LOINC code. */
  readonly code: string;
  readonly name: string;
  /** The unit as people read it. */
  readonly unit: string;
  readonly ucum: string;
  /** Digits after the point. */
  readonly places: number;
  /** Reference range of adults (of men, where `female` differs). */
  readonly low: number;
  /** Absent where the range has no upper end. */
  readonly high?: number;
  readonly female?: { readonly low: number; readonly high: number; readonly mean: number };
  /** Reference range under 12 years, where it differs. */
  readonly child?: { readonly low: number; readonly high: number; readonly mean: number };
  /** At or below this somebody is telephoned. */
  readonly criticalLow?: number;
  /** At or above this somebody is telephoned. */
  readonly criticalHigh?: number;
  /** Where the results of a healthy person lie, and how far they move from one to the next. */
  readonly mean: number;
  readonly spread: number;
}
