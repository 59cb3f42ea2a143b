import { type ContractName, contractVersions, type Module } from '@baseplate-epr/contracts';

/** Makes of a module of one version of a contract a module of the next. Written out method by method, and tried with the kit of the next. */
export interface Upgrader {
  readonly contract: ContractName;
  /** The version it takes; it gives the one after it. */
  readonly from: number;
  /** The module keeps its own state; nothing is started. */
  upgrade(module: Module): Module;
}

/** Which versions of the contracts a release takes. */
export interface ContractTable {
  readonly newest: Readonly<Record<ContractName, number>>;
  /** With one from version N − 1, modules of that version are taken too. */
  readonly upgraders: readonly Upgrader[];
}

/** The contracts of this release. Every contract has one version so far, so nothing is upgraded. */
export const currentContracts: ContractTable = { newest: contractVersions, upgraders: [] };

/** Why a module of this version is not taken, and what to do; `undefined` if it is. */
export function versionProblem(
  contract: ContractName,
  version: unknown,
  table: ContractTable = currentContracts,
): string | undefined {
  const newest = table.newest[contract];
  if (version === newest || (version === newest - 1 && upgraderFrom(contract, newest - 1, table) !== undefined))
    return undefined;
  const takes =
    upgraderFrom(contract, newest - 1, table) === undefined
      ? `version ${newest}`
      : `versions ${newest - 1} and ${newest}`;
  const cure =
    typeof version === 'number' && version > newest
      ? 'Update Baseplate, or install an earlier release of it.'
      : 'Install a newer release of it.';
  return `implements version ${String(version)} of ${contract}, but this release takes ${takes}. ${cure}`;
}

/** The module as the newest version of its contract has it. */
export function upgraded(module: Module, table: ContractTable): Module {
  const { contract, contractVersion } = module;
  if (contractVersion === table.newest[contract]) return module;
  return upgraderFrom(contract, contractVersion, table)?.upgrade(module) ?? module;
}

function upgraderFrom(contract: ContractName, version: number, { upgraders }: ContractTable): Upgrader | undefined {
  return upgraders.find((upgrader) => upgrader.contract === contract && upgrader.from === version);
}
