import type { Persona } from './persona.ts';

/** The words that let this module run where others can reach it. */
export const openToEverybody = 'anybody who reaches this address may sign in as anybody';

/** Options of the local identity. */
export interface LocalIdentityOptions {
  /** Who can be chosen at sign-in. Default: one person for each role. */
  readonly personas?: readonly Persona[];
  /** Organisation the personas work for. */
  readonly organisation?: { readonly odsCode: string; readonly display: string };
  /** Seconds until a session ends by itself. Default 43,200 (twelve hours, a long shift). */
  readonly sessionLifetime?: number;
  /**
   * There are no passwords here, so the module refuses to run on anything but a loopback address, unless this holds the
   * exact words of {@link openToEverybody}.
   */
  readonly allowNonLoopback?: string;
}
