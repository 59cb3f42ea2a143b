import { BaseplateError, type Logger, type RecordStore, type StateNamespace } from '@baseplate-epr/contracts';
import type { ProfileOptions, ProfileSet } from '@baseplate-epr/fhir';
import { type InstalledPackage, readInstalledPackages } from './installed-package.ts';
import { definitionsMissing, loadProfiles } from './load-profiles.ts';

/** Canonical URLs that resources of a type must meet, by type. */
export type DemandedProfiles = Readonly<Record<string, readonly string[]>>;

/** The profiles in force. */
export interface ProfileKeeper {
  /** What writes are held against; undefined when nothing is installed and nothing demanded. */
  readonly forWrites: ProfileOptions | undefined;
  /** Everything that is known, R4's own included. */
  readonly set: ProfileSet;
  readonly demanded: ReadonlyMap<string, readonly string[]>;
  /** Changes whenever what is in force does. */
  readonly generation: string;
  /** The packages in force. */
  readonly packages: readonly InstalledPackage[];
  /**
   * Takes up what was installed or removed since.
   * @returns whether anything was
   */
  refresh(): Promise<boolean>;
  /**
   * From now on refreshes every few seconds.
   * @param taken - called when something was taken up; again later, if it rejects.
   */
  watch(taken: () => Promise<void>): void;
  stop(): Promise<void>;
}

/** How often each process looks whether packages were installed or removed, in milliseconds. */
const period = 2000;

/**
 * Loads what is installed, and keeps it up to date while the record runs, in every process.
 *
 * @throws BaseplateError `configuration-invalid` if a demanded profile is not installed, `storage-unavailable` if a definition that should be
 * in force is not there; neither where that is to be mended
 */
export async function keepProfiles({
  records,
  state,
  demanded,
  mending,
  logger,
}: {
  readonly records: RecordStore;
  readonly state: StateNamespace;
  readonly demanded: DemandedProfiles;
  /** True for commands that mend what is missing: they take what there is, and demand nothing. */
  readonly mending: boolean;
  readonly logger: Logger;
}): Promise<ProfileKeeper> {
  const demands = new Map(mending ? [] : Object.entries(demanded));
  const load = async () => {
    const { packages, generation } = await readInstalledPackages(state);
    const { set, missing } = await loadProfiles(records, packages);
    if (missing.length > 0 && !mending) throw definitionsMissing(missing);
    requireDemanded(set, demands);
    return { set, packages, generation };
  };
  let current = await load();

  const refresh = async () => {
    const { generation } = await readInstalledPackages(state);
    if (generation === current.generation) return false;
    current = await load();
    logger.info('Profiles were installed or removed; they are in force now.');
    return true;
  };

  let round: Promise<void> = Promise.resolve();
  let untold = false;
  const again = async (taken: () => Promise<void>) => {
    try {
      if (await refresh()) untold = true;
    } catch {
      logger.error('Profiles that were installed or removed could not be taken up. Those in force until now stay so.');
    }
    if (!untold) return;
    try {
      await taken();
      untold = false;
    } catch {
      logger.error(
        'That profiles are in force could not be told. It is tried again. Check the state store and the audit log.',
      );
    }
  };
  let timer: NodeJS.Timeout | undefined;

  return {
    get forWrites() {
      return current.set.isEmpty && demands.size === 0 ? undefined : { set: current.set, demanded: demands };
    },
    get set() {
      return current.set;
    },
    demanded: demands,
    get generation() {
      return current.generation;
    },
    get packages() {
      return current.packages;
    },
    refresh,
    watch(taken) {
      timer ??= setInterval(() => {
        round = round.then(() => again(taken));
      }, period).unref();
    },
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}

function requireDemanded(set: ProfileSet, demands: ReadonlyMap<string, readonly string[]>): void {
  const missing: string[] = [];
  for (const [type, urls] of demands) {
    for (const url of urls) {
      const profile = set.find(url);
      if (profile === undefined) missing.push(`${url} (for ${type}) is not installed`);
      else if (profile.definition.type !== type) missing.push(`${url} is for ${profile.definition.type}, not ${type}`);
    }
  }
  if (missing.length === 0) return;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `The assembly demands profiles that are not there: ${missing.join('; ')}. Install the package that has them with "baseplate profiles install PATH", or take them out of the configuration.`,
    details: { missing },
  });
}
