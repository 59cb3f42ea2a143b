import { BaseplateError, type ModuleDeclaration } from '@baseplate-epr/contracts';

/**
 * The options a module is tried with: those of its declaration, and over them those of the file given, which holds them by the name of the
 * factory, or for the one module there is.
 *
 * @throws BaseplateError `input-invalid` if the file holds no object
 */
export function trialOptions(
  modules: readonly ModuleDeclaration[],
  { factory, options = {} }: ModuleDeclaration,
  file: string | undefined,
): object {
  if (file === undefined) return options;
  const given = parse(file);
  const byFactory = modules.some((module) => Object.hasOwn(given, module.factory));
  const own = byFactory ? given[factory] : modules.length === 1 ? given : undefined;
  return { ...options, ...(own as object | undefined) };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new BaseplateError({
    code: 'input-invalid',
    message:
      'The file of --options holds no JSON object. Write the options of the module, or of several by the names of their factories.',
  });
}

/**
 * The environment variables that options name as secrets.
 *
 * @throws BaseplateError `input-invalid` that names those that are not set
 */
export function secretsOf(
  options: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const names = [...secretNames(options)];
  const missing = names.filter((name) => environment[name] === undefined);
  if (missing.length > 0) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `The module is tried with what stands in the environment variables ${missing.join(', ')}, which are not set. Set them, or give other options with --options FILE.`,
    });
  }
  return Object.fromEntries(names.map((name) => [name, environment[name] ?? '']));
}

function* secretNames(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const { secret } = value as { readonly secret?: unknown };
  if (typeof secret === 'string') yield secret;
  else for (const member of Object.values(value)) yield* secretNames(member);
}
