import { createHash } from 'node:crypto';
import { type ClosureNode, dependencyClosure } from './dependency-closure.ts';
import { compareBytes, digestTree } from './digest-tree.ts';

/** One package of a closure, by its own files. */
export interface PackagePart {
  readonly name: string;
  readonly version: string;
  /** SHA-256, hex, over its own files. */
  readonly digest: string;
}

/** What a package consists of. */
export interface PackageDigest {
  readonly name: string;
  readonly version: string;
  /** SHA-256, hex, over the package, everything it depends on, and which depends on which. */
  readonly digest: string;
  /** Every package covered, each once, ordered by name, version and digest. */
  readonly closure: readonly PackagePart[];
  /** Real paths of the folders covered. */
  readonly folders: readonly string[];
}

/** Digests several packages, reading what they share once. Whatever changes meanwhile may go unseen: make a new one each time. */
export interface PackageDigester {
  /** @throws BaseplateError `certificate-invalid` if something is not installed, or a package holds a link */
  digest(folder: string): Promise<PackageDigest>;
}

/** Makes a {@link PackageDigester} that has read nothing yet. */
export function createPackageDigester(): PackageDigester {
  const trees = new Map<string, Promise<string>>();
  const treeOf = (root: string): Promise<string> => {
    const tree = trees.get(root) ?? digestTree(root);
    trees.set(root, tree);
    return tree;
  };
  return {
    async digest(folder) {
      const nodes = await dependencyClosure(folder);
      const parts = new Map<string, PackagePart>();
      for (const { root, manifest } of nodes) {
        parts.set(root, { name: manifest.name, version: manifest.version, digest: await treeOf(root) });
      }
      const [own] = nodes;
      const { name = '', version = '' } = own === undefined ? {} : own.manifest;
      const lines = [...new Set(nodes.map((node) => nodeLine(node, parts)))].sort(compareBytes);
      const first = own === undefined ? '' : partName(parts.get(own.root));
      return {
        name,
        version,
        digest: createHash('sha256')
          .update([first, ...lines].join('\n'))
          .digest('hex'),
        closure: distinct([...parts.values()]),
        folders: [...parts.keys()],
      };
    },
  };
}

/** Digests one package with everything it depends on. */
export function digestPackage(folder: string): Promise<PackageDigest> {
  return createPackageDigester().digest(folder);
}

function nodeLine({ root, dependencies }: ClosureNode, parts: ReadonlyMap<string, PackagePart>): string {
  const edges = [...dependencies].map(([name, folder]) => `${name}=${partName(parts.get(folder))}`).sort(compareBytes);
  return [partName(parts.get(root)), ...edges].join(' ');
}

function partName(part: PackagePart | undefined): string {
  return part === undefined ? '' : `${part.name}@${part.version}#${part.digest}`;
}

function distinct(parts: readonly PackagePart[]): readonly PackagePart[] {
  return [...new Map(parts.map((part) => [partName(part), part])).entries()]
    .sort(([left], [right]) => compareBytes(left, right))
    .map(([, part]) => part);
}
