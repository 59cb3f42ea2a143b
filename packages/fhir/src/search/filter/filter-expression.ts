/** The operators of https://hl7.org/fhir/R4/search_filter.html#ops. */
export const filterOperators = [
  'eq',
  'ne',
  'co',
  'sw',
  'ew',
  'gt',
  'lt',
  'ge',
  'le',
  'ap',
  'sa',
  'eb',
  'pr',
  'po',
  'ss',
  'sb',
  'in',
  'ni',
  're',
] as const;

/** One of them. */
export type FilterOperator = (typeof filterOperators)[number];

/** A step of a path that has a filter of its own: `name[filter].` */
export interface FilteredStep {
  readonly name: string;
  readonly filter: FilterExpression;
}

/** A `_filter`, read. */
export type FilterExpression =
  | { readonly kind: 'and' | 'or'; readonly left: FilterExpression; readonly right: FilterExpression }
  | { readonly kind: 'not'; readonly filter: FilterExpression }
  | {
      readonly kind: 'comparison';
      readonly steps: readonly FilteredStep[];
      /** What is compared: a parameter, perhaps chained. */
      readonly path: string;
      readonly operator: FilterOperator;
      readonly value: string;
    };
