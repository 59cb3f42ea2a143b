/** The environment variables that options name as secrets, with their values: all of the environment that a module of its own process is given. */
export function secretsOf(
  options: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const named = [...secretNames(options)].flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(named);
}

function* secretNames(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const { secret } = value as { readonly secret?: unknown };
  if (typeof secret === 'string') yield secret;
  else for (const member of Object.values(value)) yield* secretNames(member);
}
