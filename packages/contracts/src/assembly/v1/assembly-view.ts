import type { ContractName, Health } from '../../module/module.ts';
import type { BreakerView } from './breaker-view.ts';
import type { ChangesView, ProcessView } from './changes-view.ts';
import type { DeliveryView } from './delivery-view.ts';
import type { LatencyView } from './latency-view.ts';
import type { StorageSample } from './storage-sample.ts';

/**
 * The assembly as `GET /assembly` tells it to whoever holds the scope `assembly.read`: facts for people and scripts, no patient data, no
 * secrets, no module's options. What is not known is absent, and never told as if it were well.
 */
export interface AssemblyView {
  /** When it was put together, in milliseconds since 1970. */
  readonly at: number;
  readonly organisation: { readonly name: string; readonly odsCode: string };
  /** `production`: every module has a certificate or an override. `trial`: none is asked for. */
  readonly mode: 'production' | 'trial';
  /** As well as the worst of the bricks, but for a failed document store, which is a warning. */
  readonly status: Health['status'];
  /** The process that answered: health and latency are what it has seen itself. */
  readonly answeredBy: ProcessView;
  /** Every module in its place, in the order of the layers. */
  readonly bricks: readonly BrickView[];
  readonly latency: LatencyView;
  /** How much room the stores took, oldest first: one sample an hour for two days, one a day before, at most 450. Empty where nothing is known. */
  readonly storage: readonly StorageSample[];
  /** How services are told of changes, by whichever process; empty where none subscribes. */
  readonly deliveries: readonly DeliveryView[];
  /** Absent of an assembly without a ledger, whose stores cannot be changed while in use. */
  readonly changes?: ChangesView;
}

/** One module in its place. */
export interface BrickView {
  /** Such as `data.records` or `services.results`. */
  readonly place: string;
  readonly layer: 'hosting' | 'data' | 'services';
  readonly contract: ContractName;
  readonly contractVersion: number;
  /** npm name. */
  readonly package: string;
  /** Of the package, as installed where this process loads it from. Absent: it does not say. */
  readonly version?: string;
  /** Where a store keeps what it keeps, without secrets. */
  readonly keeps?: string;
  /** What a service calls itself. */
  readonly title?: string;
  /** Where a service runs, such as `inline`: in the processes of the record. */
  readonly runs?: string;
  readonly health: Health;
  readonly certificate: CertificateView;
  /** Of a service, in the process that answered. */
  readonly breaker?: BreakerView;
}

/** By what right a module runs. */
export type CertificateView =
  /** The assembly is on trial, so nobody asked. Not the same as certified. */
  | { readonly state: 'not-asked' }
  /** `key` is the name under which the assembly trusts the key that signed; `expires` an ISO 8601 time. */
  | { readonly state: 'valid'; readonly key: string; readonly expires: string }
  | {
      readonly state: 'overridden';
      readonly administrator: string;
      readonly reason: string;
      /** ISO 8601 date or time. */
      readonly until: string;
    };
