import { createHash } from 'node:crypto';
import type {
  ModuleReference,
  PlanStepView,
  PlanView,
  ServiceChangeView,
  ServiceView,
  StoreView,
} from '@baseplate-epr/contracts';
import { stable } from '../applied/same-store.ts';
import type { AssemblyPlan, PlanStep } from '../plan/assembly-plan.ts';
import type { ServiceChange, ServiceFacts } from '../plan/services/service-change.ts';

/** A plan as it is told over HTTP: no module's options, and a digest that covers them. */
export function planView({ steps, problems }: AssemblyPlan, at: number): PlanView {
  // What grows while one looks is no other plan.
  const decided = steps.map((step) => ({
    ...step,
    ...{ items: undefined, bytes: undefined, shadow: 'shadow' in step, losses: 'losses' in step },
  }));
  return {
    at,
    digest: createHash('sha256').update(stable({ decided, problems })).digest('hex'),
    steps: steps.map(stepView),
    problems,
    moves: steps.some(({ kind }) => kind !== 'settings' && kind !== 'restart'),
  };
}

function stepView(step: PlanStep): PlanStepView {
  switch (step.kind) {
    case 'change-over': {
      const { from, to, ends, shadow, left: _, ...rest } = step;
      return {
        ...rest,
        from: storeView(from),
        to: storeView(to),
        ...(ends ? { ends: storeView(ends) } : {}),
        ...(shadow ? { shadow: { versions: shadow.versions, left: shadow.left } } : {}),
      };
    }
    case 'rollback':
      return { ...step, from: storeView(step.from), to: storeView(step.to) };
    case 'services':
      return { kind: 'services', changes: step.changes.map(serviceChangeView) };
    case 'settings':
      return { kind: 'settings', place: step.place, store: storeView(step.reference) };
    case 'restart':
      return step;
  }
}

function serviceChangeView({ from, to, newScopes, risks }: ServiceChange): ServiceChangeView {
  const sides = { ...(from ? { from: serviceView(from) } : {}), ...(to ? { to: serviceView(to) } : {}) };
  return { ...sides, newScopes, risks };
}

function serviceView({ name, reference, version, runs }: ServiceFacts): ServiceView {
  return { name, package: reference.package, ...(version === undefined ? {} : { version }), runs };
}

/** A store for people. */
export function storeView({ package: name, keeps }: ModuleReference): StoreView {
  return { package: name, ...(keeps === undefined ? {} : { keeps }) };
}
