import type { Module } from '@baseplate-epr/contracts';
import type { Subject } from './subject.ts';

/** An adapter that breaks a promise on purpose, so that anybody can see that the kit notices. */
export interface PlantedFault<Adapter extends Module> {
  /** Two or three words. */
  readonly name: string;
  /** What it does wrong, and what that would do to people. */
  readonly description: string;
  readonly subject: Subject<Adapter>;
}
