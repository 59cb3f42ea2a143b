import type Database from 'better-sqlite3';

/**
 * Numbers that stand for names in the index tables.
 *
 * A number is given once and never changes, so what was found may be remembered, whoever else writes to the file. What was not
 * found is asked for again each time.
 */
export interface Names {
  /** Numbers of a search parameter in these types; no types means every type. */
  parameters(types: readonly string[], name: string): readonly number[];
  /** Number of a parameter, given now if need be. */
  ensureParameter(type: string, name: string): number;
  system(value: string): number | undefined;
  ensureSystem(value: string): number;
  /** Number of the compartment with this name, `Type/id`. */
  compartment(name: string): number | undefined;
  ensureCompartment(name: string): number;
  /** Another number whenever a parameter has been given one since, by whomever: until then {@link parameters} answers the same. */
  edition(): number;
  /** Forgets everything that may have been given in a transaction that did not come to pass. */
  forget(): void;
}

const compartmentsRemembered = 50_000;

/** Makes the names of one connection. */
export function createNames(database: Database.Database): Names {
  const parameterOf = database
    .prepare<[string, string], number>('SELECT key FROM parameter WHERE name = ? AND type = ?')
    .pluck();
  const parametersNamed = database
    .prepare<[string], number>('SELECT key FROM parameter WHERE name = ? ORDER BY key')
    .pluck();
  const newestParameter = database.prepare<[], number>('SELECT max(key) FROM parameter').pluck();
  const parameters = new Map<string, Map<string, number>>();
  const ofEveryType = new Map<string, readonly number[]>();
  let edition = 0;
  let newest: number | null | undefined;
  const systems = interned(database, 'code_system', 'value', 10_000);
  const compartments = interned(database, 'compartment', 'name', compartmentsRemembered);

  const parameter = (type: string, name: string) => {
    const known = parameters.get(type)?.get(name);
    if (known !== undefined) return known;
    const found = parameterOf.get(name, type);
    if (found !== undefined) rememberParameter(type, name, found);
    return found;
  };
  const rememberParameter = (type: string, name: string, key: number) => {
    const ofType = parameters.get(type) ?? new Map<string, number>();
    parameters.set(type, ofType.set(name, key));
  };
  const currentEdition = () => {
    const found = newestParameter.get();
    if (found === newest) return edition;
    newest = found;
    ofEveryType.clear();
    edition += 1;
    return edition;
  };
  const everywhere = (name: string) => {
    currentEdition();
    const known = ofEveryType.get(name) ?? parametersNamed.all(name);
    ofEveryType.set(name, known);
    return known;
  };
  return {
    parameters(types, name) {
      if (types.length === 0) return everywhere(name);
      return types.flatMap((type) => parameter(type, name) ?? []);
    },
    ensureParameter(type, name) {
      const known = parameter(type, name);
      if (known !== undefined) return known;
      const key = Number(
        database.prepare('INSERT INTO parameter (name, type) VALUES (?, ?)').run(name, type).lastInsertRowid,
      );
      rememberParameter(type, name, key);
      return key;
    },
    system: systems.find,
    ensureSystem: systems.ensure,
    compartment: compartments.find,
    ensureCompartment: compartments.ensure,
    edition: currentEdition,
    forget() {
      parameters.clear();
      newest = undefined;
      systems.forget();
      compartments.forget();
    },
  };
}

function interned(database: Database.Database, table: string, column: string, remembered: number) {
  const select = database.prepare<[string], number>(`SELECT key FROM ${table} WHERE ${column} = ?`).pluck();
  const insert = database.prepare(`INSERT INTO ${table} (${column}) VALUES (?)`);
  const keys = new Map<string, number>();
  const remember = (value: string, key: number) => {
    if (keys.size >= remembered) keys.clear();
    keys.set(value, key);
    return key;
  };
  const find = (value: string) => {
    const known = keys.get(value);
    if (known !== undefined) return known;
    const found = select.get(value);
    return found === undefined ? undefined : remember(value, found);
  };
  return {
    find,
    ensure: (value: string) => find(value) ?? remember(value, Number(insert.run(value).lastInsertRowid)),
    forget: () => keys.clear(),
  };
}
