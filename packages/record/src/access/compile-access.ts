import type { AccessRules, Predicate, Principal } from '@baseplate-epr/contracts';
import { compartmentParameters, resourceTypes } from '@baseplate-epr/fhir';
import type { Interaction } from '../session/record-session.ts';
import type { Access } from './access.ts';
import { binaryAccess } from './binary-access.ts';
import { allOf, anyOf, everything, nothing } from './combine-predicates.ts';
import { listsPatients, referenceData } from './reference-data.ts';
import type { Scope } from './scope.ts';

/** Turns the query of a scope into a predicate; `none` if it is not understood whole for this type. */
export type CompileScopeQuery = (type: string, query: string) => Predicate;

/** What is needed to compile a caller's scopes. */
export interface CompileAccessOptions {
  /** Role, token, service: each narrows the one before. */
  readonly layers: readonly (readonly Scope[])[];
  readonly kind: Principal['kind'];
  /** Logical id of the patient that `patient/` scopes are about. */
  readonly patient: string | undefined;
  readonly compileQuery: CompileScopeQuery;
}

/**
 * Allowed is what *every* layer allows; a layer allows what *any* of its scopes allows.
 *
 * `system/` scopes count for system principals only, `patient/` scopes only where the patient is known. Whatever is not
 * understood grants nothing. Predicates are computed when first asked for and kept.
 */
export function compileAccess(options: CompileAccessOptions): Access {
  const { layers, patient } = options;
  const predicates = new Map<Interaction, Map<string, Predicate>>();
  const rules = new Map<Interaction, AccessRules>();
  const contexts = new Map<Interaction, ReturnType<ContextOf>>();

  const matching = (layer: readonly Scope[], type: string, interaction: Interaction) =>
    layer.filter(
      (scope) =>
        (scope.type === type || scope.type === '*') &&
        scope.interactions.has(interaction) &&
        (scope.context !== 'system' || options.kind === 'system'),
    );

  const contextOf: ContextOf = (interaction) => {
    const known = contexts.get(interaction);
    if (known !== undefined) return known;
    const made = binaryAccess((type) => access.predicate(type, interaction));
    contexts.set(interaction, made);
    return made;
  };

  const compile = (type: string, interaction: Interaction, counts: (scope: Scope) => boolean = () => true) =>
    allOf(
      layers.map((layer) =>
        anyOf(
          matching(layer, type, interaction)
            .filter(counts)
            .map((scope) => scopePredicate(scope, type, interaction, options, contextOf)),
        ),
      ),
    );

  const access: Access = {
    predicate(type, interaction) {
      const ofTypes = predicates.get(interaction) ?? new Map<string, Predicate>();
      const known = ofTypes.get(type);
      if (known !== undefined) return known;
      const made = compile(type, interaction);
      predicates.set(interaction, ofTypes.set(type, made));
      return made;
    },
    rules(interaction) {
      const known = rules.get(interaction);
      if (known !== undefined) return known;
      const made = rulesFor((type) => access.predicate(type, interaction));
      rules.set(interaction, made);
      return made;
    },
    soleSubject(type, interaction) {
      if (patient === undefined) return undefined;
      const held = layers.some((layer) => matching(layer, type, interaction).some(isOfPatient));
      return held ? patient : undefined;
    },
    withoutPatient: (type, interaction) => compile(type, interaction, (scope) => !isOfPatient(scope)),
  };
  return access;
}

function isOfPatient({ context }: Scope): boolean {
  return context === 'patient';
}

/** Which Binaries the caller's access, all layers of it, lets through by what protects them. */
type ContextOf = (interaction: Interaction) => ReturnType<typeof binaryAccess>;

function scopePredicate(
  scope: Scope,
  type: string,
  interaction: Interaction,
  { patient, compileQuery }: CompileAccessOptions,
  contextOf: ContextOf,
): Predicate {
  const reach =
    scope.context === 'patient'
      ? patientReach(type, interaction, patient, contextOf)
      : wholeReach(scope, type, interaction, contextOf);
  if (reach.kind === 'none' || scope.query === '') return reach;
  return allOf([reach, compileQuery(type, scope.query)]);
}

function wholeReach(scope: Scope, type: string, interaction: Interaction, contextOf: ContextOf): Predicate {
  // A system that may see every resource may see whatever protects a Binary, also one that is not (or no longer) there.
  if (scope.context === 'system' && scope.type === '*' && scope.query === '') return everything;
  return type === 'Binary' && discloses(interaction) ? contextOf(interaction).unprotectedOrVisibleContext : everything;
}

function patientReach(
  type: string,
  interaction: Interaction,
  patient: string | undefined,
  contextOf: ContextOf,
): Predicate {
  if (patient === undefined || listsPatients.has(type)) return nothing;
  if (type === 'Patient') return { kind: 'id', ids: [patient] };
  if (compartmentParameters('Patient', type).size > 0) return { kind: 'compartment', type: 'Patient', ids: [patient] };
  if (!discloses(interaction)) return nothing;
  if (type === 'Binary') return contextOf(interaction).visibleContext;
  return referenceData.has(type) ? everything : nothing;
}

function discloses(interaction: Interaction): boolean {
  return interaction === 'read' || interaction === 'search';
}

/** Few exceptions beside one default, so that a store has little to look at in the common cases. */
function rulesFor(predicateOf: (type: string) => Predicate): AccessRules {
  const all = [...resourceTypes].map((type) => [type, predicateOf(type)] as const);
  const open = all.filter(([, predicate]) => predicate.kind === 'all').length;
  const otherwise = open > all.length / 2 ? everything : nothing;
  return { byType: Object.fromEntries(all.filter(([, predicate]) => predicate.kind !== otherwise.kind)), otherwise };
}
