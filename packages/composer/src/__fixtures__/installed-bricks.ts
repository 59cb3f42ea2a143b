import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Certificate,
  createSigningKey,
  digestPackage,
  type SigningKey,
  signCertificate,
} from '@baseplate-epr/certificate';
import type { ContractName, ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';

const bricks = ['server', 'identity', 'records', 'documents', 'audit', 'state', 'shell', 'good'] as const;
const contractOf: Readonly<Record<(typeof bricks)[number], ContractName>> = {
  server: 'host',
  identity: 'identity',
  records: 'record-store',
  documents: 'document-store',
  audit: 'audit-log',
  state: 'state-store',
  shell: 'digital-service',
  good: 'digital-service',
};

/** The fixtures' modules installed as two packages: `bricks` with all of an assembly, `extra` with one more service. */
export interface InstalledBricks {
  readonly key: SigningKey;
  readonly folder: string;
  readonly configuration: AssemblyConfiguration;
  /** Path of a file of a package. */
  fileOf(name: string, file: string): string;
  digestOf(name: string): Promise<string>;
  /** Writes a valid certificate of the package, with what is given in the place of it. */
  certify(name: string, change?: Partial<Certificate>, key?: SigningKey): Promise<void>;
  remove(): Promise<void>;
}

/** Installs them into a temporary folder. */
export async function installBricks(now: number): Promise<InstalledBricks> {
  const folder = await mkdtemp(join(tmpdir(), 'bricks-'));
  const certificates = join(folder, 'certificates');
  await mkdir(certificates);
  const fileOf = (name: string, file: string) => join(folder, 'node_modules', name, file);
  const modules = new URL('./modules.ts', import.meta.url).href;
  for (const name of ['bricks', 'extra']) {
    await mkdir(join(folder, 'node_modules', name), { recursive: true });
    await writeFile(
      fileOf(name, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }),
    );
    await writeFile(fileOf(name, 'index.js'), `export * from ${JSON.stringify(modules)};\n`);
  }
  const reference = <Name extends ContractName>(contract: Name, factory: string, name = 'bricks') =>
    ({
      contract,
      contractVersion: 1,
      package: name,
      module: pathToFileURL(fileOf(name, 'index.js')).href,
      factory,
      options: {},
      ...(contract === 'digital-service' ? { runs: 'inline' as const } : {}),
    }) satisfies ModuleReference<Name>;
  const key = createSigningKey();
  return {
    key,
    folder,
    fileOf,
    digestOf: async (name) => (await digestPackage(join(folder, 'node_modules', name))).digest,
    configuration: {
      organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
      mode: 'production',
      certificates,
      trustedKeys: [{ name: 'The trust', publicKey: key.publicKey }],
      hosting: { server: reference('host', 'server'), identity: reference('identity', 'identity') },
      data: {
        records: reference('record-store', 'records'),
        documents: reference('document-store', 'documents'),
        audit: reference('audit-log', 'audit'),
        state: reference('state-store', 'state'),
      },
      services: [reference('digital-service', 'shell'), reference('digital-service', 'good', 'extra')],
    },
    async certify(name, change = {}, signer = key) {
      const { version, digest, closure } = await digestPackage(join(folder, 'node_modules', name));
      const certificate: Omit<Certificate, 'keyId'> = {
        format: 'baseplate-certificate',
        formatVersion: 1,
        package: { name, version, digest, closure },
        modules: bricks.map((factory) => ({
          contract: contractOf[factory],
          contractVersion: 1,
          factory,
          kit: { package: 'kit', version: '1.0.0', digest: 'k' },
          cases: [{ name: 'holds', safety: true, outcome: 'passed' }],
        })),
        environment: { node: process.versions.node, platform: process.platform, architecture: process.arch },
        issuedAt: new Date(now).toISOString(),
        expiresAt: new Date(now + 86_400_000).toISOString(),
        ...change,
      };
      await writeFile(join(certificates, `${name}.json`), signCertificate(certificate, signer));
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
