import type { DigitalService, Principal } from '@baseplate-epr/contracts';
import type { FhirClient } from '@baseplate-epr/fhir-client';
import { everything } from './people.ts';
import {
  type Answer,
  type AskOptions,
  type Fields,
  type OwnPageOptions,
  openWard,
  patientOf,
  type ToldEvent,
} from './ward.ts';

/** One service in a chart: that of Mary Edwards and asked by somebody who may everything, unless said. */
export interface TestChart {
  get(path: string, options?: CallOptions): Promise<Answer>;
  submit(path: string, fields: Fields, options?: CallOptions): Promise<Answer>;
  /** A page of the service itself, below `/services/<name>`; with a form, what it answers to that. */
  own(path: string, options?: OwnPageOptions): Promise<Answer>;
  /** Tells the service of a change; what it keeps then is there for its pages. */
  tell(event: ToldEvent): Promise<Answer>;
  /** What it answers outside any chart, as it is. */
  download(path: string, principal?: Principal): Promise<Response>;
  /** The record without a service in between: `const { resource } = await chart.fhir.create(…)`. */
  readonly fhir: FhirClient;
}

/** Whose chart, and what an {@link AskOptions} says beside. */
export interface CallOptions extends AskOptions {
  readonly patient?: string;
}

/** Opens a chart over a record that holds the first patients of the population. */
export async function testChart(service: DigitalService, patients = 1): Promise<TestChart> {
  const ward = await openWard(patients);
  const whose = ({ patient = patientOf('mary-edwards') }: CallOptions) => patient;
  return {
    fhir: ward.record,
    get: (path, options = {}) => ward.get(service, whose(options), path, { principal: everything, ...options }),
    submit: (path, fields, options = {}) =>
      ward.post(service, whose(options), path, fields, { principal: everything, ...options }),
    own: (path, options = {}) => ward.own(service, path, { principal: everything, ...options }),
    tell: (event) => ward.tell(service, event),
    download: (path, principal = everything) => ward.outside(service, path, principal),
  };
}
