import type { Command } from '../command.ts';

/**
 * Every command, in the order of the help, loaded when it is asked for: a record that serves for months has no need of what the other
 * commands are made of.
 */
const loading: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['start', async () => (await import('./start-command.ts')).startCommand],
  ['plan', async () => (await import('./plan-command.ts')).planCommand],
  ['apply', async () => (await import('./apply-command.ts')).applyCommand],
  ['rollback', async () => (await import('./rollback-command.ts')).rollbackCommand],
  ['status', async () => (await import('./status-command.ts')).statusCommand],
  ['deliveries', async () => (await import('./deliveries-command.ts')).deliveriesCommand],
  ['import', async () => (await import('./import-command.ts')).importCommand],
  ['export', async () => (await import('./export-command.ts')).exportCommand],
  ['backup', async () => (await import('./backup-command.ts')).backupCommand],
  ['restore', async () => (await import('./restore-command.ts')).restoreCommand],
  ['reindex', async () => (await import('./reindex-command.ts')).reindexCommand],
  ['profiles', async () => (await import('./profiles-command.ts')).profilesCommand],
  ['seed', async () => (await import('./seed-command.ts')).seedCommand],
  ['token', async () => (await import('./token-command.ts')).tokenCommand],
  ['shadow', async () => (await import('./shadow-command.ts')).shadowCommand],
  ['reconcile', async () => (await import('./reconcile-command.ts')).reconcileCommand],
  ['sign', async () => (await import('./sign-command.ts')).signCommand],
  ['doctor', async () => (await import('./doctor-command.ts')).doctorCommand],
  ['key', async () => (await import('./key-command.ts')).keyCommand],
  ['conform', async () => (await import('./conform-command.ts')).conformCommand],
  ['certify', async () => (await import('./certify-command.ts')).certifyCommand],
  ['verify', async () => (await import('./verify-command.ts')).verifyCommand],
]);

/** Names of all commands, in the order of the help. */
export const commandNames: readonly string[] = [...loading.keys()];

/** The command of this name; `undefined` if there is none. */
export async function findCommand(name: string): Promise<Command | undefined> {
  return loading.get(name)?.();
}

/** The help of one command, or the list of all. */
export async function help(name: string | undefined): Promise<string> {
  const command = name === undefined ? undefined : await findCommand(name);
  if (command === undefined) {
    const commands = await Promise.all([...loading.values()].map((load) => load()));
    const width = Math.max(...commands.map((candidate) => candidate.name.length));
    const lines = commands.map((candidate) => `  ${candidate.name.padEnd(width)}  ${candidate.summary}`);
    return [
      'Usage: baseplate COMMAND [options] [--config FILE]',
      '',
      ...lines,
      '',
      'More: baseplate help COMMAND',
    ].join('\n');
  }
  const words = [
    command.name,
    command.positionals,
    command.options.length > 0 ? '[options]' : undefined,
    '[--config FILE]',
  ];
  const options = [
    ...command.options,
    { name: 'config', value: 'FILE', description: 'The assembly (default: baseplate.config.ts in this folder)' },
  ];
  const shown = options.map((option) => ({
    left: `--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`,
    right: option.description,
  }));
  const width = Math.max(...shown.map(({ left }) => left.length));
  return [
    `Usage: baseplate ${words.filter((word) => word !== undefined).join(' ')}`,
    '',
    `${command.summary}.`,
    '',
    ...shown.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`),
  ].join('\n');
}
