/** How long answers took that one process gave, until they began. Of few requests percentiles say little; `count` says how few. */
export interface LatencyView {
  /** What was measured before is forgotten; milliseconds since 1970. */
  readonly since: number;
  readonly routes: readonly RouteLatency[];
}

/** One kind of request. */
export interface RouteLatency {
  /** `record`, or the name of a service. */
  readonly of: string;
  /** Method and template, such as `GET /fhir/[type]/[id]`; never an address. Of a service `page`, `fragment`, `form`, `file` or `event`. */
  readonly route: string;
  readonly count: number;
  /** How many of them failed: status 500 and above, or no answer. */
  readonly failed: number;
  /** Milliseconds, within about a tenth. */
  readonly p50: number;
  readonly p95: number;
}
