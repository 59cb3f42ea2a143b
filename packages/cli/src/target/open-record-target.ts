import {
  type Assembly,
  type AssemblyConfiguration,
  listeningAddress,
  type OpenAssemblyOptions,
  openAssembly,
  openIdentity,
} from '@baseplate-epr/composer';
import { BaseplateError, type Identity, type ModuleContext, type Principal } from '@baseplate-epr/contracts';
import type { RecordTarget } from './record-target.ts';

/** Seconds a token of this command lives; it is made anew before it ends. */
const tokenLifetime = 3600;

/** How a record is opened for a command. */
export type RecordTargetOptions = Pick<OpenAssemblyOptions, 'mendingProfiles'>;

/**
 * Talks to the record that the configuration names: over HTTP if it is running, otherwise by opening its stores in this process.
 *
 * @throws BaseplateError if something else answers at the record's address, or the stores cannot be opened
 */
export async function openRecordTarget(
  configuration: AssemblyConfiguration,
  context: ModuleContext,
  options: RecordTargetOptions = {},
): Promise<RecordTarget> {
  const origin = await listeningAddress(configuration);
  const running = await isListening(origin);
  return running ? runningRecord(origin, configuration, context) : ownRecord(configuration, context, options);
}

/** Whether anything answers at the address of a record. */
export async function isListening(origin: string): Promise<boolean> {
  try {
    await fetch(`${origin}/health`, { signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    // Nobody answers: there is no running record, which is an ordinary case.
    return false;
  }
}

async function runningRecord(
  origin: string,
  configuration: AssemblyConfiguration,
  context: ModuleContext,
): Promise<RecordTarget> {
  const { identity, state, stop } = await openIdentity(configuration, context);
  const authorise = bearerFrom(identity, context);
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = await authorise(init.headers);
    try {
      return await fetch(new URL(path, origin), { ...init, headers });
    } catch (cause) {
      throw new BaseplateError({
        code: 'module-unavailable',
        message: `The record at ${origin} stopped answering. What it had acknowledged is kept; start it again and run the same command again.`,
        cause,
      });
    }
  };
  const probe = await send('/fhir/Patient?_summary=count');
  await probe.body?.cancel();
  if (probe.status === 401 || probe.status === 404) {
    await stop();
    throw new BaseplateError({
      code: 'input-invalid',
      message: `What answers at ${origin} is not the record whose data this configuration names. Set PORT and BASEPLATE_DATA as for that record, or stop the other program.`,
    });
  }
  return {
    description: `the record that is running at ${origin}`,
    fetch: send,
    principal: () => principalOf(identity, authorise),
    state: state({ name: 'cli' }),
    stateOf: (name) => state({ name }),
    isRunning: true,
    close: stop,
  };
}

async function ownRecord(
  configuration: AssemblyConfiguration,
  context: ModuleContext,
  { mendingProfiles = false }: RecordTargetOptions,
): Promise<RecordTarget> {
  const assembly = await openAssembly({ configuration, context, listen: false, mendingProfiles });
  return { ...assemblyTarget(assembly, context), close: () => assembly.stop() };
}

/** Talks to an assembly in this process, by the same way as any other caller. */
export function assemblyTarget(assembly: Assembly, context: ModuleContext): RecordTarget {
  const authorise = bearerFrom(assembly.identity, context);
  return {
    description: 'the record in this process',
    fetch: async (path, init = {}) =>
      assembly.fetch(
        new Request(new URL(path, 'http://127.0.0.1'), { ...init, headers: await authorise(init.headers) }),
      ),
    principal: () => principalOf(assembly.identity, authorise),
    state: assembly.state({ name: 'cli' }),
    stateOf: (name) => assembly.state({ name }),
    isRunning: false,
    close: async () => {},
  };
}

type Authorise = (given: RequestInit['headers']) => Promise<Headers>;

async function principalOf(identity: Identity, authorise: Authorise): Promise<Principal> {
  const request = new Request('http://127.0.0.1/', { headers: await authorise(undefined) });
  const authentication = await identity.authenticate({ request, by: 'bearer' });
  if (authentication.outcome === 'authenticated') return authentication.principal;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message:
      'The identity module of this assembly does not take the token that it has made itself. Nothing was done; look into it first.',
  });
}

function bearerFrom(identity: Identity, { clock }: ModuleContext): Authorise {
  let current: { readonly token: string; readonly expiresAt: number } | undefined;
  return async (given) => {
    if (identity.issueToken === undefined) {
      throw new BaseplateError({
        code: 'configuration-invalid',
        message:
          'The identity module of this assembly makes no tokens, so the command cannot act as the system. Use an assembly with local identity for it.',
      });
    }
    if (current === undefined || current.expiresAt - clock.now() < 60_000) {
      current = await identity.issueToken({ role: 'system', timeToLive: tokenLifetime });
    }
    const headers = new Headers(given);
    headers.set('authorization', `Bearer ${current.token}`);
    return headers;
  };
}
