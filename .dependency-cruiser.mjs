// Who may import whom: docs/architecture.md as a tool checks it. A package's source may import exactly what its row names, beside libraries.
// The rows name no package that leads back to it, so packages cannot depend on each other in a circle (turborepo refuses that too).
const scope = 'packages/(?:data/|hosting/|services/|connectors/)?';
const rows = {
  contracts: [],
  fhir: ['contracts'],
  record: ['contracts', 'fhir', 'clinical-format'],
  'record-api': ['contracts', 'fhir', 'record'],
  certificate: ['contracts'],
  'service-host': ['contracts'],
  composer: ['contracts', 'record', 'record-api', 'certificate', 'service-host'],
  'record-query': ['contracts'],
  conformance: ['contracts', 'fhir', 'record-query'],
  'fhir-client': ['contracts'],
  'clinical-format': [],
  'synthetic-population': ['contracts'],
  'search-oracle': [],
  'contract-rules': ['contracts'],
  'postgres-connection': ['contracts'],
  'sqlite-connection': ['contracts'],
  'testing-postgres': [],
  'testing-s3': [],
  'service-testing': ['contracts', 'fhir-client', 'record', 'record-api', 'conformance', 'synthetic-population'],
  'create-module': [],
  cli: [
    'contracts',
    'fhir',
    'fhir-client',
    'composer',
    'conformance',
    'certificate',
    'synthetic-population',
    'clinical-format',
  ],
};
const tests = '\\.(test|test-d)\\.tsx?$|/__fixtures__/|/test/';

const fixed = Object.entries(rows).map(([name, allowed]) => ({
  name: `${name}-imports`,
  comment: `${name} may import ${allowed.length === 0 ? 'no other package' : allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^packages/${name}/src/`, pathNot: tests },
  to: { path: '^(packages|apps)/', pathNot: [name, ...allowed].map((other) => `^packages/${other}/`) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...fixed,
    {
      name: 'adapter-imports',
      comment:
        'An adapter or connector imports contracts, contract-rules, fhir and record-query; never another adapter, the composer or the record.',
      severity: 'error',
      from: { path: '^packages/(data|hosting|connectors)/([^/]+)/src/', pathNot: tests },
      to: {
        path: '^(packages|apps)/',
        pathNot: [
          '^packages/(contracts|contract-rules|fhir|record-query|postgres-connection|sqlite-connection)/',
          '^packages/(data|hosting|connectors)/$2/',
        ],
      },
    },
    {
      name: 'template-imports',
      comment: 'What a supplier starts with imports what a module of its kind may.',
      severity: 'error',
      from: { path: '^packages/create-module/templates/([^/]+)/src/', pathNot: tests },
      to: {
        path: '^(packages|apps)/',
        pathNot: [
          '^packages/(contracts|record-query|fhir-client|clinical-format)/',
          '^packages/create-module/templates/$1/',
        ],
      },
    },
    {
      name: 'postgres-connection-users',
      comment: 'Only adapters on PostgreSQL use what those share.',
      severity: 'error',
      from: {
        path: '^(packages|apps)/',
        pathNot: ['^packages/postgres-connection/', '^packages/data/[^/]+-postgres/', tests],
      },
      to: { path: '^packages/postgres-connection/' },
    },
    {
      name: 'sqlite-connection-users',
      comment: 'Only adapters on SQLite use what those share.',
      severity: 'error',
      from: {
        path: '^(packages|apps)/',
        pathNot: ['^packages/sqlite-connection/', '^packages/data/[^/]+-sqlite/', tests],
      },
      to: { path: '^packages/sqlite-connection/' },
    },
    {
      name: 'service-imports',
      comment:
        'A digital service imports contracts, fhir-client and clinical-format; its only way to data is the record API.',
      severity: 'error',
      from: { path: '^packages/services/([^/]+)/(src|browser)/', pathNot: tests },
      to: {
        path: '^(packages|apps)/',
        pathNot: ['^packages/(contracts|fhir-client|clinical-format)/', '^packages/services/$1/'],
      },
    },
    {
      name: 'service-without-node-data',
      comment: 'A digital service opens no files, sockets, processes or databases.',
      severity: 'error',
      from: { path: '^packages/services/', pathNot: tests },
      to: {
        path: '^(node:)?(net|http|https|http2|child_process|worker_threads|dgram|tls|sqlite|cluster)$|better-sqlite3|drizzle-orm',
      },
    },
    {
      name: 'tests-beside-only',
      comment: 'Shipped code never imports a test or fixture.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-deep-imports',
      comment: 'Packages meet at their index.',
      severity: 'error',
      from: { path: `^${scope}([^/]+)/` },
      to: { path: `^${scope}[^/]+/src/`, pathNot: [`^${scope}$1/`, '/src/index\\.ts$'] },
    },
    {
      name: 'no-assembly-in-packages',
      comment:
        'Only a baseplate.config.ts imports concrete adapters and services; what its parts are made of may be typed by them.',
      severity: 'error',
      from: { path: '^apps/', pathNot: ['baseplate[.a-z-]*config[.]ts$', tests] },
      to: { path: '^packages/(data|hosting|services|connectors)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unresolved',
      comment: 'Every import resolves (fhirtypes has types only).',
      severity: 'error',
      from: { pathNot: tests },
      to: { couldNotResolve: true, pathNot: '^@medplum/fhirtypes$' },
    },
    {
      name: 'declared-dependencies',
      comment: 'What a package imports is in its package.json.',
      severity: 'error',
      from: { path: '^packages/.*/src/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'],
        pathNot: '^node_modules/@types/',
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
