/**
 * The layers of `src/` and who may import whom; `test/architecture.test.ts` runs it.
 *
 * A layer is a folder. What is not listed beside it is forbidden to it, types included.
 */
const LAYERS = {
  core: [],
  contract: ['core'],
  locales: ['core'],
  adapters: ['contract', 'core'],
  react: ['contract', 'core'],
  ui: ['react', 'locales', 'contract', 'core'],
  emails: ['locales', 'core'],
  server: ['contract', 'core'],
  polar: ['server', 'contract', 'core'],
  postgres: ['server', 'contract', 'core'],
  emulator: [],
  'emulator-embed': [],
  testing: ['contract', 'core'],
  sandbox: ['server', 'polar', 'postgres', 'emulator', 'adapters', 'contract', 'core'],
  cli: ['server', 'polar', 'postgres', 'emulator', 'sandbox', 'contract', 'core'],
  // Anything public: what a binding joins is the host's on the one side and ours on the other.
  integrations: [
    ...['core', 'contract', 'locales', 'adapters', 'react', 'ui'],
    ...['server', 'polar', 'postgres', 'emulator', 'sandbox', 'testing'],
  ],
};

/** What each layer may take from node_modules; `null` is whatever package.json has as a dependency. */
const PACKAGES = {
  core: [],
  contract: [],
  locales: [],
  adapters: [],
  'emulator-embed': [],
  react: ['react', '@tanstack/react-query'],
  ui: ['react', 'react-dom', '@tanstack/react-query', '@radix-ui/react-dialog'],
  emails: [
    ...['body', 'button', 'column', 'container', 'head', 'heading', 'hr', 'html', 'link', 'preview'],
    ...['row', 'section', 'text'],
  ]
    .map((name) => `@react-email/${name}`)
    .concat('react', 'react-dom', 'html-to-text', 'nodemailer'),
  emulator: ['hono', '@hono/node-server', 'pdfkit', 'decimal.js', '@polar-sh/sdk'],
};

const BROWSER = '^src/(core|contract|locales|adapters|react|ui|emulator-embed)/|^src/index\\.ts$';
const SCHEMAS = '^src/contract/schemas(/|\\.ts$)';

/** The regular expression of a package's files, wherever it is installed, and of its types package. */
const inPackage = (name) => `node_modules/(@types/)?${name.replaceAll('.', '\\.')}/`;

const layerRules = Object.entries(LAYERS).map(([layer, allowed]) => ({
  name: `${layer}-imports-its-own-layers-only`,
  comment: `${layer} may import: ${allowed.join(', ') || 'nothing of src'}.`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: {
    path: '^(src|test|stories|demo|scripts)/',
    // Conformance cases bind a store or a provider, and mails a mailer, so they name the ports; in types only, see below.
    pathNot: [layer, ...allowed]
      .map((name) => `^src/${name}/`)
      .concat(['testing', 'emails'].includes(layer) ? ['^src/server/ports/'] : []),
  },
}));

const packageRules = Object.entries(PACKAGES).map(([layer, allowed]) => ({
  name: `${layer}-uses-its-own-packages-only`,
  comment: `${layer} may use: ${allowed.join(', ') || 'no package at all'}.`,
  severity: 'error',
  from: { path: `^src/${layer}/`, pathNot: SCHEMAS },
  to: { path: 'node_modules/', pathNot: allowed.map(inPackage) },
}));

module.exports = {
  forbidden: [
    {
      name: 'every-folder-is-a-layer',
      comment: 'A new folder of src needs its line in LAYERS first.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(LAYERS).join('|')})/|^src/index\\.ts$` },
      to: {},
    },
    ...layerRules,
    ...packageRules,
    {
      name: 'root-entry-imports-ui-and-react-only',
      comment: 'The root entry is the components with everything of headless.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { pathNot: '^src/(ui|react)/' },
    },
    {
      name: 'browser-never-reaches-the-server',
      comment: 'Neither side may reach the other, by however many steps.',
      severity: 'error',
      from: { path: BROWSER, pathNot: SCHEMAS },
      to: { path: '^src/(server|polar|postgres|emails|emulator|sandbox|testing|cli)/', reachable: true },
    },
    {
      name: 'server-never-reaches-the-browser',
      comment: 'The sandbox alone joins both sides.',
      severity: 'error',
      from: { path: '^src/(server|polar|postgres|emulator|testing)/' },
      to: { path: '^src/(adapters|react|ui)/', reachable: true },
    },
    {
      name: 'mails-are-the-hosts-to-join',
      comment:
        'A mailer is handed to the server by whoever runs it: nothing of ours brings one, and its React, along.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(emails|cli)/' },
      to: { path: '^src/emails/' },
    },
    {
      name: 'words-of-mails-in-mails-only',
      comment: 'Pages show none of them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(emails|locales/mails)/' },
      to: { path: '^src/locales/mails/' },
    },
    {
      name: 'react-email-in-mails-only',
      severity: 'error',
      from: { path: '^(src|demo|stories)/', pathNot: '^src/emails/(parts|templates)/' },
      to: { path: 'node_modules/(@react-email|react-email)/' },
    },
    {
      name: 'smtp-reaches-no-react',
      comment: 'Whoever writes mails otherwise can still send them with it.',
      severity: 'error',
      from: { path: '^src/emails/smtp/' },
      to: { path: [inPackage('react'), inPackage('react-dom'), '^src/emails/(?!smtp/)'], reachable: true },
    },
    {
      name: 'browser-never-reaches-zod',
      comment: 'zod is 92 KB, more than the kit itself; the schemas are for servers.',
      severity: 'error',
      from: { path: BROWSER, pathNot: SCHEMAS },
      to: { path: [inPackage('zod'), SCHEMAS], reachable: true },
    },
    {
      name: 'zod-only-where-input-is-checked',
      severity: 'error',
      from: { path: '^src/', pathNot: [SCHEMAS, '^src/(server|polar|postgres|testing|sandbox|cli)/'] },
      to: { path: inPackage('zod') },
    },
    {
      name: 'browser-knows-no-node',
      severity: 'error',
      from: { path: BROWSER },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-core-knows-no-node',
      comment: 'The server is fetch-standard; what differs by runtime is a `*.node.ts` behind a `#` import.',
      severity: 'error',
      from: { path: '^src/server/', pathNot: '\\.node\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'polar-sdk-in-polar-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(polar|emulator)/' },
      to: { path: inPackage('@polar-sh/sdk') },
    },
    {
      name: 'emulator-takes-only-types-of-the-sdk',
      comment: "The emulator is the SDK's counterpart: with its code inside, both could share one mistake.",
      severity: 'error',
      from: { path: '^src/emulator/' },
      to: { path: inPackage('@polar-sh/sdk'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'testing-and-emails-take-only-types-of-the-ports',
      severity: 'error',
      from: { path: '^src/(testing|emails)/' },
      to: { path: '^src/server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that need each other at run time see half of each other; types may name each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'What our code imports is a dependency or a peer; consumers install no development tools.',
      severity: 'error',
      // A `*-from-source.mjs` is how a worker starts in this repository; the build leaves it out.
      from: { path: '^src/', pathNot: '-from-source\\.mjs$' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-optional'],
        dependencyTypesNot: ['npm', 'npm-peer', 'type-only'],
      },
    },
    {
      name: 'no-missing-modules',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // A function of ours that is called `require` is no module system.
    moduleSystems: ['es6'],
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|demo/dist|demo/web/dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['floe-source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.json', '.css'],
    },
  },
};
