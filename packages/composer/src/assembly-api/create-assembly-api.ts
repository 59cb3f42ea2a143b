import {
  type AssemblyScope,
  type AssemblyView,
  BaseplateError,
  type ErrorCode,
  type PlanView,
  type RunView,
} from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { AssemblyRuns } from '../runs/assembly-runs.ts';
import { type AssemblyCaller, holdsScope } from './assembly-caller.ts';
import { decideDeliveries } from './decide-deliveries.ts';
import { errorAnswer } from './error-answer.ts';
import { textOfBody } from './read-body.ts';
import { runEvents } from './run-events.ts';

/** What the API tells and does. */
export interface AssemblyApiOptions {
  view(): Promise<AssemblyView>;
  /** Absent where the configuration is in no file that could be read again. */
  readonly changing?: { plan(): Promise<PlanView>; readonly runs: AssemblyRuns };
  /** Absent where nothing is delivered. */
  deliveries(): Pick<Deliveries, 'decide'> | undefined;
  readonly record: Pick<RecordCore, 'auditEvent'>;
  /** Aborted when the assembly stops: answers that go on end then. */
  readonly closing: AbortSignal;
}

/** The assembly over HTTP, for the control room and for scripts alike. */
export interface AssemblyApi {
  /** Answers what lies at and below `/assembly`. Never rejects. */
  fetch(request: Request, caller: AssemblyCaller): Promise<Response>;
}

interface Route {
  readonly scope: AssemblyScope;
  run(request: Request, caller: AssemblyCaller): Promise<Response>;
}

/**
 * Makes the API:
 *
 * | request | scope | |
 * |---|---|---|
 * | `GET /assembly` | `assembly.read` | the assembly as an {@link AssemblyView} |
 * | `GET /assembly/progress` | `assembly.read` | the newest run as server-sent events |
 * | `GET /assembly/plan` | `assembly.apply` | the file the process was started with, evaluated anew, as a {@link PlanView}; opens a new store, which makes its schema |
 * | `POST /assembly/apply` | `assembly.apply` | `{"plan": digest}`; 202 with a {@link RunView} |
 * | `POST /assembly/rollback`, `/finish` | `assembly.apply` | `{"seen": …}` of the view; 202 with a {@link RunView} |
 * | `POST /assembly/deliveries` | `assembly.apply` | `{"service", "decision": "redeliver" or "discard", "version"?}`: what becomes of what was put aside |
 * | `POST /assembly/stop` | `assembly.apply` | what was copied is kept |
 *
 * Errors are `{"error": {"code", "message"}}`. What was refused stands in the audit, and who asked for what.
 */
export function createAssemblyApi(options: AssemblyApiOptions): AssemblyApi {
  const { view, changing, record, closing } = options;
  let planning: Promise<PlanView> | undefined;

  const able = () => {
    if (changing !== undefined) return changing;
    throw new BaseplateError({
      code: 'unsupported',
      message:
        'This assembly cannot be changed over HTTP: it has no ledger, or was not started from a configuration file. Add ledger: { directory: … } and start it with baseplate start.',
    });
  };
  const starting = (kind: RunView['kind'], field: string): Route['run'] => {
    return async (request, { principal, requestId }) => {
      const { runs } = able();
      const expected = await textOfBody(request, field);
      if (principal === undefined) throw refusal({ requestId, signal: request.signal });
      return json(await runs.start({ kind, principal, requestId, expected }), 202);
    };
  };
  const routes = new Map<string, Route>([
    ['GET /assembly', { scope: 'assembly.read', run: async () => json(await view()) }],
    [
      'GET /assembly/progress',
      { scope: 'assembly.read', run: async (_, { signal }) => runEvents(able().runs.watch, [signal, closing]) },
    ],
    [
      'GET /assembly/plan',
      {
        scope: 'assembly.apply',
        async run() {
          // However many ask at once, it is made once.
          planning ??= able()
            .plan()
            .finally(() => {
              planning = undefined;
            });
          return json(await planning);
        },
      },
    ],
    ['POST /assembly/apply', { scope: 'assembly.apply', run: starting('apply', 'plan') }],
    ['POST /assembly/rollback', { scope: 'assembly.apply', run: starting('rollback', 'seen') }],
    ['POST /assembly/finish', { scope: 'assembly.apply', run: starting('finish', 'seen') }],
    ['POST /assembly/deliveries', { scope: 'assembly.apply', run: decideDeliveries(options) }],
    [
      'POST /assembly/stop',
      {
        scope: 'assembly.apply',
        async run({ signal }, { principal, requestId }) {
          const { runs } = able();
          if (principal === undefined) throw refusal({ requestId, signal });
          return json(await runs.stop({ principal, requestId }), 202);
        },
      },
    ],
  ]);

  return {
    async fetch(request, caller) {
      const { pathname } = new URL(request.url);
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      try {
        const route = routes.get(`${method} ${pathname.replace(/\/$/, '')}`);
        // Whoever may not see the assembly does not learn what could be asked of it either.
        const scope = route?.scope ?? 'assembly.read';
        if (!holdsScope(caller, scope)) {
          await auditRefusal(caller, scope, record);
          throw refusal(caller);
        }
        if (route === undefined) throw error('not-found', 'There is nothing at this address of the assembly.');
        return await route.run(request, caller);
      } catch (cause) {
        return errorAnswer(cause, caller.requestId);
      }
    },
  };
}

async function auditRefusal(
  { principal, refusal: why, requestId, service }: AssemblyCaller,
  scope: AssemblyScope,
  record: Pick<RecordCore, 'auditEvent'>,
): Promise<void> {
  // Who comes without any token is only shown the way.
  if (principal === undefined && why === undefined) return;
  const through = service === undefined ? '' : ` through ${service.name}`;
  await record.auditEvent({
    ...(principal === undefined ? {} : { principal }),
    requestId,
    action: principal === undefined ? 'authenticate' : 'assembly-access',
    outcome: 'failure',
    detail: principal === undefined ? 'bearer' : `${scope}${through}`,
  });
}

function refusal({ principal, refusal: why }: AssemblyCaller): BaseplateError {
  if (principal !== undefined)
    return error('access-refused', 'Your role, token or service may not do this with the assembly.');
  return error('credentials-invalid', why ?? 'A bearer token is needed here (baseplate token --role administrator).');
}

function error(code: ErrorCode, message: string): BaseplateError {
  return new BaseplateError({ code, message });
}

function json(value: object, status = 200): Response {
  return Response.json(value, { status, headers: { 'cache-control': 'no-store' } });
}
