import { parseArgs } from 'node:util';
import { type Ask, completeAnswers } from './ask/complete-answers.ts';
import { Refusal } from './refusal.ts';
import { licences, templates } from './templates.ts';
import { packageSources } from './write/package-sources.ts';
import { writeModule } from './write/write-module.ts';

/** What the command works with. */
export interface CreateModuleOptions {
  /** The words after its name. */
  readonly words: readonly string[];
  /** How to ask a person; absent where there is nobody to ask. */
  readonly ask: Ask | undefined;
  /** Tells one line. */
  tell(line: string): void;
  readonly year: number;
}

const names = (choices: readonly { readonly name: string }[]) => choices.map(({ name }) => name).join(' | ');

const usage = `Usage: npm create @baseplate-epr/module -- [FOLDER] [options]

  --contract NAME    ${names(templates)}
  --name PACKAGE     the package's name on npm (default: that of the folder)
  --licence SPDX     ${names(licences)}
  --holder WHO       who has the copyright
  --packages FOLDER  take Baseplate's own packages from tarballs in this folder, not from the registry
  --help             this text

What is not said is asked for.`;

/**
 * Writes a module, asking for what the command line does not say.
 *
 * @returns the exit code
 */
export async function createModule({ words, ask, tell, year }: CreateModuleOptions): Promise<number> {
  try {
    const { values, positionals } = parse(words);
    if (values.help === true) {
      tell(usage);
      return 0;
    }
    const [folder, ...more] = positionals;
    if (more.length > 0) throw new Refusal(`Name one folder, not ${positionals.length}.`);
    const { contract, name, licence, holder, packages } = values;
    const answers = await completeAnswers({ folder, contract, name, licence, holder }, ask);
    const sources = await packageSources(answers.folder, packages);
    const files = await writeModule(answers, sources, year);
    tell(`${answers.name} is in ${answers.folder}: ${files.length} files. Now:\n`);
    tell(`  cd ${answers.folder}\n  npm install\n  npm test`);
    if (answers.contract !== 'connector') tell('  npm run certify');
    tell('\nREADME.md says what to change first.');
    if (packages !== undefined)
      tell(`Baseplate's packages come from ${packages}: keep that folder until they are on a registry.`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(error.message);
    return 2;
  }
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { contract: text, name: text, licence: text, holder: text, packages: text } as const;
  try {
    return parseArgs({ args: [...words], options: { ...options, help: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
