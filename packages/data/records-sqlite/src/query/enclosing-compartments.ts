import type { Predicate, ReferencePredicate } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';

/** One compartment that every match lies in, and the predicate that says so, if it says no more than that. */
export interface EnclosingCompartment {
  readonly key: number;
  readonly settles: readonly Predicate[];
  /** There if only this reference leads to the compartment: it does so for as long as it never strays. */
  readonly reference: EnclosingReference | undefined;
}

/** A reference that has only ever pointed at compartments of the same type that its resource lies in, as `patient` does. */
export interface EnclosingReference {
  readonly predicate: ReferencePredicate;
  /** Type it points at. */
  readonly type: string;
  /** Numbers of its parameter. */
  readonly parameters: readonly number[];
}

/** The compartments that enclose every match of a conjunction. */
export function enclosingCompartments(
  connection: Connection,
  types: readonly string[],
  parts: readonly Predicate[],
): readonly EnclosingCompartment[] {
  const { names } = connection;
  return parts.flatMap((part): readonly EnclosingCompartment[] => {
    if (part.kind === 'compartment') {
      const [id, ...others] = part.ids;
      const key = id === undefined || others.length > 0 ? undefined : names.compartment(`${part.type}/${id}`);
      return key === undefined ? [] : [{ key, settles: [part], reference: undefined }];
    }
    const reference = part.kind === 'reference' ? enclosingReference(connection, types, part) : undefined;
    const key = reference && names.compartment(`${reference.type}/${reference.predicate.id}`);
    return key === undefined ? [] : [{ key, settles: [], reference }];
  });
}

function enclosingReference(
  connection: Connection,
  types: readonly string[],
  predicate: ReferencePredicate,
): EnclosingReference | undefined {
  const { type, id } = predicate;
  if (type === undefined || id === undefined) return undefined;
  const parameters = connection.names.parameters(types, predicate.parameter);
  const reference = { predicate, type, parameters };
  return parameters.length > 0 && neverStrays(connection, reference) ? reference : undefined;
}

/** Whether it has never strayed until now. */
export function neverStrays(
  connection: Connection,
  { type, parameters }: Pick<EnclosingReference, 'type' | 'parameters'>,
): boolean {
  const strays = connection.statement('SELECT 1 FROM reference_stray WHERE parameter = ? AND type = ?');
  return parameters.every((key) => strays.get(key, type) === undefined);
}
