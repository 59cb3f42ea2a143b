import { findPackage, readManifest } from '@baseplate-epr/certificate';
import { isBaseplateError, type ModuleReference } from '@baseplate-epr/contracts';
import { type LoadedService, loadService, type ServiceLoading } from '../../service/loaded-service.ts';
import type { ServiceFacts } from './service-change.ts';

type Reference = ModuleReference<'digital-service'>;

/** A service that a plan has loaded to look at it. */
export interface ReadService {
  readonly loaded: LoadedService;
  readonly facts: ServiceFacts;
}

/** Loads a service and reads what it says of itself; or says why it cannot be loaded. It is not started. */
export async function readService(reference: Reference, loading: ServiceLoading): Promise<ReadService | string> {
  try {
    const loaded = await loadService(reference, loading);
    const { name, scopes, userInterface = false } = loaded.service.manifest;
    const version = await versionOf(reference);
    const facts = { reference, name, runs: loaded.runs, isUserInterface: userInterface, scopes };
    return { loaded, facts: version === undefined ? facts : { ...facts, version } };
  } catch (error) {
    return isBaseplateError(error) ? error.message : 'it cannot be loaded.';
  }
}

async function versionOf({ module, package: name }: Reference): Promise<string | undefined> {
  try {
    return (await readManifest(await findPackage(module, name))).version;
  } catch {
    // The version is there for people; a module without a package's manifest runs all the same.
    return undefined;
  }
}
