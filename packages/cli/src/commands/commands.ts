import type { Command } from '../command.ts';
import { applyCommand } from './apply-command.ts';
import { backupCommand } from './backup-command.ts';
import { certifyCommand } from './certify-command.ts';
import { conformCommand } from './conform-command.ts';
import { deliveriesCommand } from './deliveries-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import { keyCommand } from './key-command.ts';
import { planCommand } from './plan-command.ts';
import { profilesCommand } from './profiles-command.ts';
import { reconcileCommand } from './reconcile-command.ts';
import { reindexCommand } from './reindex-command.ts';
import { restoreCommand } from './restore-command.ts';
import { rollbackCommand } from './rollback-command.ts';
import { seedCommand } from './seed-command.ts';
import { shadowCommand } from './shadow-command.ts';
import { signCommand } from './sign-command.ts';
import { startCommand } from './start-command.ts';
import { statusCommand } from './status-command.ts';
import { tokenCommand } from './token-command.ts';
import { verifyCommand } from './verify-command.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  startCommand,
  planCommand,
  applyCommand,
  rollbackCommand,
  statusCommand,
  deliveriesCommand,
  importCommand,
  exportCommand,
  backupCommand,
  restoreCommand,
  reindexCommand,
  profilesCommand,
  seedCommand,
  tokenCommand,
  shadowCommand,
  reconcileCommand,
  signCommand,
  doctorCommand,
  keyCommand,
  conformCommand,
  certifyCommand,
  verifyCommand,
];

/** The help of one command, or the list of all. */
export function help(name: string | undefined): string {
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
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
