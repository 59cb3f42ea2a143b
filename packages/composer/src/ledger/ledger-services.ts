import type { ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { Judgement } from '../configuration/certification.ts';

/** Digital services together, and what they may do by themselves. */
export interface NamedServices extends Pick<AssemblyConfiguration, 'grants'> {
  readonly references: readonly ModuleReference<'digital-service'>[];
}

/** The digital services that are, or were, in force together. */
export interface AppliedServices extends NamedServices {
  /** Revision of the entry that named them first. Tells apart the lists that the assembly has had. */
  readonly since: number;
}

/**
 * A swap of services.
 *
 * - `loading`: every process loads the new ones beside the old and looks how they are; the old ones answer.
 * - `done`: the new ones answer; those of before can be put back.
 */
export interface ServicesChange {
  readonly id: string;
  readonly phase: 'loading' | 'done';
  readonly from: AppliedServices;
  readonly to: AppliedServices;
  /** The process that leads it, while it is loading. */
  readonly applier?: string;
  /** By what the new ones are judged in every process: that of the configuration which was applied. */
  readonly judgement: Judgement;
  /** The swap before, while this one is loading: what counts again if it is given up. */
  readonly before?: ServicesChange;
}

/** The services of an entry: those in force, and the swap on its way or last done. */
export interface LedgerServices extends AppliedServices {
  readonly change?: ServicesChange;
}

/** The services in force, with another swap beside them, or none. */
export function withServicesChange(
  { references, grants, since }: AppliedServices,
  change: ServicesChange | undefined,
): LedgerServices {
  return {
    references,
    ...(grants === undefined ? {} : { grants }),
    since,
    ...(change === undefined ? {} : { change }),
  };
}

/** The services that a configuration names. */
export function namedServices({ services, grants }: Pick<AssemblyConfiguration, 'services' | 'grants'>): NamedServices {
  return { references: services, ...(grants === undefined ? {} : { grants }) };
}
