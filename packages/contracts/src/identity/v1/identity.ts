import type { Module } from '../../module/module.ts';
import type { ModuleContext } from '../../module/module-context.ts';
import type { StateNamespace } from '../../state-store/v1/state-store.ts';
import type { IdentityDirectory } from './directory.ts';
import type { Principal, Session } from './principal.ts';

/** What an identity module is given beside the usual. */
export interface IdentityContext extends ModuleContext {
  /** Where sessions and keys are kept. */
  readonly state: StateNamespace;
  /** Where the host will listen; absent when nothing listens (command line). */
  readonly address?: { readonly hostname: string; readonly port: number };
}

/** A request to recognise. */
export interface AuthenticateOptions {
  readonly request: Request;
  /** `bearer`: only an Authorization header counts. `session`: only the session cookie counts. */
  readonly by: 'bearer' | 'session';
}

/** Who it is. */
export type Authentication =
  | { readonly outcome: 'authenticated'; readonly principal: Principal; readonly session?: Session }
  | { readonly outcome: 'anonymous' }
  | {
      readonly outcome: 'refused';
      /** One sentence, safe to show. */
      readonly reason: string;
    };

/** A token to make for a script or another program. */
export interface IssueTokenOptions {
  /** Role code. */
  readonly role: string;
  /** Seconds, 1 to 86,400. */
  readonly timeToLive: number;
  /** Narrow the token to these SMART v2 scopes. */
  readonly scopes?: readonly string[];
}

/**
 * **identity**, version 1: turns a request into a principal, and owns its sign-in routes.
 *
 * It is started with an {@link IdentityContext}. `authenticate` is called for every request and answers within milliseconds.
 */
export interface Identity extends Module {
  readonly contract: 'identity';
  readonly contractVersion: 1;
  start(context: IdentityContext): Promise<void>;
  authenticate(options: AuthenticateOptions): Promise<Authentication>;
  /** Path prefix of its routes, such as `/identity`. */
  readonly routes: string;
  /** Where a browser without a session is sent; takes `?return=` with a path on this origin. */
  readonly signInPath: string;
  /** Answers requests below `routes`. */
  fetch(request: Request): Promise<Response>;
  /** Ends the session of this request. The headers (a cleared cookie) belong on the answer. */
  endSession(options: { readonly request: Request }): Promise<{ readonly headers: Headers }>;
  /**
   * Present where the module itself knows who may sign in: users and roles, for an export and for whoever reviews access. Never a secret.
   */
  directory?(): Promise<IdentityDirectory>;
  /** Present where the module can make tokens itself. */
  issueToken?(options: IssueTokenOptions): Promise<{ readonly token: string; readonly expiresAt: number }>;
}
