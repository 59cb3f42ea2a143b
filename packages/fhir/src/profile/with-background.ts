import type { ConstraintNode } from './constraint-node.ts';

/**
 * The node, with what is said elsewhere about the same elements beside it and everything below it: by the unsliced element about
 * its slices, by the profile of a type about what stands within. Those are checked where they stand; here they help to tell slices apart.
 */
export function withBackground(node: ConstraintNode, background: readonly ConstraintNode[]): ConstraintNode {
  if (background.length === 0) return node;
  const below = (nodes: ReadonlyMap<string, ConstraintNode>, kind: 'children' | 'slices') =>
    new Map(
      [...nodes].map(([name, child]) => [
        name,
        withBackground(
          child,
          background.map((one) => one[kind].get(name)).filter((one) => one !== undefined),
        ),
      ]),
    );
  return {
    ...node,
    background: [...(node.background ?? []), ...background],
    children: below(node.children, 'children'),
    slices: below(node.slices, 'slices'),
  };
}

/** What is said about the same element, the node's own word first. */
export function saidAbout(node: ConstraintNode): readonly ConstraintNode[] {
  return [node, ...(node.background ?? [])];
}
