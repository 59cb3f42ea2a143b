import type { ModuleReference } from '@baseplate-epr/contracts';
import type { ServicePlace } from '../../service/loaded-service.ts';

/** One service as people are told of it. */
export interface ServiceFacts {
  readonly reference: ModuleReference<'digital-service'>;
  readonly name: string;
  /** Of the package; absent where its manifest cannot be read. */
  readonly version?: string;
  readonly runs: ServicePlace;
  readonly isUserInterface: boolean;
  readonly scopes: readonly string[];
}

/** What becomes of one service. */
export interface ServiceChange {
  readonly from?: ServiceFacts;
  readonly to?: ServiceFacts;
  /** What the new one asks for and the one before did not. */
  readonly newScopes: readonly string[];
  /** What somebody should know before doing it, in sentences. */
  readonly risks: readonly string[];
}

/** Whether somebody else's module takes the place. */
export function isOfAnotherSupplier({ from, to }: Pick<ServiceChange, 'from' | 'to'>): boolean {
  return from !== undefined && to !== undefined && from.reference.package !== to.reference.package;
}
