const syntax = /^(user|patient|system)\/([A-Z][A-Za-z]*|\*)\.(c?r?u?d?s?)(\?.+)?$/;

interface Scope {
  readonly level: string;
  readonly type: string;
  readonly actions: string;
  readonly query: string | undefined;
}

/** The scopes of the first list that allow something no scope of the second does, in the order of the first. */
export function scopesBeyond(asked: readonly string[], held: readonly string[]): readonly string[] {
  const parsed = held.flatMap((scope) => parse(scope) ?? []);
  return asked.filter((scope) => {
    const one = parse(scope);
    // What is no scope cannot be compared, and is worth a look.
    return one === undefined ? !held.includes(scope) : !isCovered(one, parsed);
  });
}

/** Whether every action is allowed by one of the scopes held, on the same or on every type, without a narrower query. */
function isCovered({ level, type, actions, query }: Scope, held: readonly Scope[]): boolean {
  return [...actions].every((action) =>
    held.some(
      (one) =>
        one.level === level &&
        (one.type === '*' || one.type === type) &&
        (one.query === undefined || one.query === query) &&
        one.actions.includes(action),
    ),
  );
}

function parse(scope: string): Scope | undefined {
  const [, level, type, actions, query] = syntax.exec(scope) ?? [];
  return level === undefined || type === undefined || actions === undefined
    ? undefined
    : { level, type, actions, query };
}
