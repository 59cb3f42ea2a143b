import {
  BaseplateError,
  type DigitalService,
  type ModuleReference,
  type SecretReference,
  type ServiceContext,
} from '@baseplate-epr/contracts';
import {
  answeredBy,
  callContext,
  fields,
  type RemoteQuestion,
  signatureHeader,
  signCall,
} from '@baseplate-epr/service-host';
import type { IsolationLimits } from './isolation-limits.ts';
import { limitedBody } from './limited-body.ts';
import { readHealth } from './read-health.ts';
import { readManifest } from './read-manifest.ts';

/** Where it is, and what proves to it who calls. */
export interface RemotePlace {
  readonly url: string;
  readonly secret: SecretReference;
}

/** What a call of a remote service is lent. */
export interface RemoteLoan {
  /** Origin under which it reaches the record. */
  readonly origin: string;
  readonly token: string;
}

/** A service at an address. */
export interface RemoteService {
  readonly service: DigitalService;
  call(request: Request, context: ServiceContext, loan: RemoteLoan): Promise<Response>;
}

const healthTime = 1000;
/** Longest manifest, or word of its health, that is taken. Bytes. */
const toldBytes = 1024 * 1024;

/**
 * Asks a service at an address for its manifest, and stands here for it. Nothing of it runs here.
 *
 * @throws BaseplateError `module-unavailable` if it does not answer as one, `configuration-invalid` if the secret is not there
 */
export async function openRemoteService(
  reference: ModuleReference<'digital-service'>,
  { url, secret }: RemotePlace,
  { limits, environment }: { readonly limits: IsolationLimits; readonly environment: NodeJS.ProcessEnv },
): Promise<RemoteService> {
  const { package: name, contractVersion } = reference;
  const key = environment[secret.secret] ?? '';
  if (key.length < 32) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: `${name} runs at an address, and the environment variable ${secret.secret} holds no secret of at least 32 characters. Set it to the one that its supplier has.`,
    });
  }

  async function ask(question: RemoteQuestion, signal: AbortSignal): Promise<Response> {
    const body = JSON.stringify(question);
    const headers = { 'content-type': 'application/json', [signatureHeader]: signCall(key, Date.now(), body) };
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    if (response.headers.get(answeredBy) !== null) return response;
    await response.body?.cancel();
    throw unavailable(`was not answered by its service but with status ${response.status}`);
  }

  function unavailable(why: string, cause?: unknown): BaseplateError {
    return new BaseplateError({
      code: 'module-unavailable',
      message: `${name} at its address ${why}. Ask its supplier, or take it out of the configuration.`,
      ...(cause === undefined ? {} : { cause }),
    });
  }

  const first = await ask({ kind: 'manifest' }, AbortSignal.timeout(limits.startTime))
    .then(shortJson)
    .catch((cause: unknown) => Promise.reject(unavailable('gave no manifest', cause)));
  const manifest = readManifest(fields(first).manifest, name);
  if (fields(first).contractVersion !== contractVersion || manifest.userInterface === true) {
    throw new BaseplateError({
      code: 'contract-mismatch',
      message: `${name} at its address is of another version of its contract, or a user interface, which cannot run at an address. Choose another module.`,
    });
  }

  async function sendCall(request: Request, context: ServiceContext, { origin, token }: RemoteLoan): Promise<Response> {
    const { url: inner, method, headers } = request;
    const body = request.body === null ? {} : { body: Buffer.from(await request.arrayBuffer()).toString('base64') };
    const { call: _, shell: __, ...plain } = callContext(0, context);
    const question: RemoteQuestion = {
      kind: 'call',
      id: context.requestId + token.slice(-16),
      request: { url: inner, method, headers: [...headers], ...body },
      context: plain,
      record: { origin, token },
    };
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(limits.callTime)]);
    const response = await ask(question, signal);
    const answer = new Headers(response.headers);
    // What fetch has already undone must not be undone again.
    for (const own of [answeredBy, 'content-encoding', 'content-length']) answer.delete(own);
    return new Response(response.body === null ? null : limitedBody(response.body, limits.answerBytes), {
      status: response.status,
      headers: answer,
    });
  }

  let inHand = 0;
  return {
    service: {
      contract: 'digital-service',
      contractVersion: contractVersion as 1,
      manifest,
      // Its supplier starts and stops it.
      start: async () => undefined,
      stop: async () => undefined,
      async health() {
        try {
          return readHealth(await shortJson(await ask({ kind: 'health' }, AbortSignal.timeout(healthTime))));
        } catch {
          return { status: 'fail', reason: 'It does not answer at its address.' };
        }
      },
      fetch: () => Promise.reject(unavailable('was asked without a way to the record')),
    },
    async call(request, context, loan) {
      if (inHand >= limits.callsInHand) throw unavailable('has too many calls in hand');
      inHand += 1;
      try {
        return await sendCall(request, context, loan);
      } finally {
        inHand -= 1;
      }
    },
  };
}

/** @throws Error if it is longer than anything that is asked for, or no JSON */
async function shortJson({ body }: Response): Promise<unknown> {
  return new Response(body === null ? null : limitedBody(body, toldBytes)).json();
}
