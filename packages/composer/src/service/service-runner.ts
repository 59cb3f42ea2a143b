import type {
  CertificateView,
  ChangeEvent,
  FragmentPage,
  Health,
  ModuleReference,
  OwnPage,
  Principal,
  ServiceContext,
  ServiceManifest,
  ShellContext,
  StateNamespace,
} from '@baseplate-epr/contracts';
import type { RecordApi } from '@baseplate-epr/record-api';
import type { AssemblyApi } from '../assembly-api/create-assembly-api.ts';
import type { Latencies } from '../latency/latencies.ts';
import { serviceRoute } from '../latency/service-route.ts';
import { type Breaker, type BreakerLimits, createBreaker } from './breaker/breaker.ts';
import { countInHand } from './count-in-hand.ts';
import { callWithLoan } from './elsewhere/call-with-loan.ts';
import type { LentCalls } from './elsewhere/lent-calls.ts';
import type { LoadedService, ServicePlace } from './loaded-service.ts';
import { createRecordHandle } from './record-handle.ts';
import { stateName } from './state-name.ts';
import { systemScopes } from './system-scopes.ts';

/** A digital service that answers, wherever it runs. */
export interface ServiceRunner {
  readonly reference: ModuleReference<'digital-service'>;
  readonly manifest: ServiceManifest;
  readonly runs: ServicePlace;
  /** Asked by whoever runs it for somebody who can do without. */
  readonly breaker: Breaker;
  readonly certificate: CertificateView;
  run(request: Request, call: ServiceCall): Promise<Response>;
  health(): Promise<Health>;
  /** Resolves when no call is in hand, and every answer that depends on the service has been given whole. */
  drained(): Promise<void>;
  /** Stops the service at once, whatever is in hand. */
  stop(): Promise<void>;
}

/** One call of a service. */
export interface ServiceCall {
  readonly principal: Principal;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly page?: FragmentPage;
  /** The service acts by itself then, with no other scopes of its manifest than the `system/` ones. */
  readonly event?: ChangeEvent;
  readonly ownPage?: OwnPage;
  readonly shell?: ShellContext;
}

/** What services need of the assembly. */
export interface ServiceEnvironment {
  readonly recordApi: RecordApi;
  readonly assemblyApi: AssemblyApi;
  readonly organisation: ServiceContext['organisation'];
  readonly origin: () => string;
  readonly breakerLimits: BreakerLimits;
  readonly latencies: Latencies;
  readonly lentCalls: LentCalls;
  now(): number;
  nextCall(): number;
  state(name: string): StateNamespace;
}

/** Runs a service that has been started. Each call has a record handle of its own, which dies with the call. */
export function createServiceRunner(
  { reference, runs, certificate, service, drained, call }: LoadedService,
  environment: ServiceEnvironment,
): ServiceRunner {
  const { manifest } = service;
  const { name, scopes } = manifest;
  const ownState = stateName(reference, manifest);
  const state = environment.state(ownState);
  const inHand = countInHand();
  return {
    reference,
    manifest,
    runs,
    breaker: createBreaker(environment.breakerLimits, environment.now),
    certificate,
    health: () => service.health(),
    async drained() {
      await inHand.none();
      await drained?.();
    },
    stop: () => service.stop(),
    async run(request, { principal, requestId, signal, page, ownPage, event, shell }) {
      const { recordApi, assemblyApi, origin, organisation, nextCall } = environment;
      const narrowed = { name, scopes: event === undefined ? scopes : systemScopes(manifest) };
      const { handle, end } = createRecordHandle({
        recordApi,
        assemblyApi,
        principal,
        service: narrowed,
        requestId,
        signal,
        nextCall,
        origin,
      });
      const { id, kind, display, role, organisation: employer, scopes: held, fhirUser, patient } = principal;
      inHand.add(1);
      try {
        const context: ServiceContext = {
          requestId,
          now: environment.now(),
          signal,
          principal: {
            id,
            kind,
            display,
            role,
            organisation: employer,
            scopes: principal.tokenScopes ?? held,
            ...(fhirUser ? { fhirUser } : {}),
            ...(patient ? { patient } : {}),
          },
          organisation,
          record: handle,
          state,
          ...(page === undefined ? {} : { page }),
          ...(event === undefined ? {} : { event }),
          ...(ownPage === undefined ? {} : { ownPage }),
          ...(shell === undefined ? {} : { shell }),
        };
        const route = {
          of: name,
          route: serviceRoute(request, manifest, { ...(page && { page }), ...(event && { event }) }),
        };
        const answer = async (): Promise<Response> => {
          if (call === undefined) return service.fetch(request, context);
          const lent = { principal, service: narrowed, requestId, state: ownState };
          return callWithLoan(call, { request, context }, { lent, calls: environment.lentCalls, origin: origin() });
        };
        return await environment.latencies.measure(route, answer);
      } finally {
        end();
        inHand.add(-1);
      }
    },
  };
}
