import type { RecordApi } from '@baseplate-epr/record-api';
import { fhirRoute } from './fhir-route.ts';
import type { Latencies } from './latencies.ts';

/** The record's API, with every answer measured: those to outside callers and those to services. */
export function measuredRecordApi(recordApi: RecordApi, latencies: Latencies): RecordApi {
  return {
    ...recordApi,
    fetch: (request, caller) =>
      latencies.measure({ of: 'record', route: fhirRoute(request) }, () => recordApi.fetch(request, caller)),
  };
}
