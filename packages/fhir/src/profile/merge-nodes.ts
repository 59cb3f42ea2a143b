import { type ConstraintNode, emptyNode } from './constraint-node.ts';

/** What a profile says when it builds on another: its own word where it has one, the other's where it is silent. Neither is changed. */
export function mergeNodes(base: ConstraintNode, own: ConstraintNode): ConstraintNode {
  const { invariants, slices, children, slicing, ...values } = own;
  const merged: ConstraintNode = {
    ...base,
    ...values,
    invariants: new Map([...base.invariants, ...invariants]),
    slices: mergeMaps(base.slices, slices),
    children: mergeMaps(base.children, children),
  };
  if (slicing === undefined) return merged;
  // A profile may close a slicing without saying again how the slices are told apart.
  const discriminators =
    slicing.discriminators.length > 0 ? slicing.discriminators : (base.slicing?.discriminators ?? []);
  return { ...merged, slicing: { ...slicing, discriminators } };
}

function mergeMaps(
  base: ReadonlyMap<string, ConstraintNode>,
  own: ReadonlyMap<string, ConstraintNode>,
): Map<string, ConstraintNode> {
  const merged = new Map(base);
  for (const [name, node] of own) merged.set(name, mergeNodes(base.get(name) ?? emptyNode(), node));
  return merged;
}
