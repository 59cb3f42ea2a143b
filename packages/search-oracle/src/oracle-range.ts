/** A stretch, from `low` up to `high`; whether `high` itself belongs to it depends on what it is a stretch of. */
export interface OracleRange {
  readonly low: number;
  readonly high: number;
}

export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/** A value without its prefix; `eq` where there is none. */
export function withoutPrefix(value: string): readonly [prefix: Prefix, rest: string] {
  const found = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)/.exec(value);
  return found ? [found[1] as Prefix, value.slice(2)] : ['eq', value];
}
