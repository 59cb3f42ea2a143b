/** A stream of repeatable choices. Never shared between patients, so that one patient's story cannot shift another's. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number, both ends included. */
  integer(lowest: number, highest: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One item of a list that is not empty, all equally likely. */
  pick<T>(items: readonly T[]): T;
  /** One item of a list that is not empty, in proportion to its `weight`. */
  weighted<T extends { readonly weight: number }>(items: readonly T[]): T;
  /** Bell-shaped around `mean`, always within three standard deviations. */
  around(mean: number, standardDeviation: number): number;
}
