/**
 * Who may import whom (docs/ARCHITECTURE.md): kernel ← analysis ← modules ← pilar.ts ← api, routes, cli, demo.
 * Folder names in parentheses are captured and used again as $1.
 */
const floors = [
  ['journal', 'regions', 'models', 'calendar', 'search'],
  ['programs', 'checks', 'fields'],
  ['actors'],
  ['documents', 'notices', 'obligations', 'links'],
  ['steps', 'letters'],
  ['proposals', 'agreements', 'prices'],
  ['funding', 'registers', 'priorities'],
  ['matching'],
  ['deliberation'],
  ['activities'],
  ['filings'],
  ['measures'],
  ['oversight', 'assessment', 'checklists', 'awards', 'sanctions'],
  ['transparency', 'portal', 'imports'],
  ['overview', 'reporting', 'merging', 'leaving', 'cases', 'workshop', 'steering'],
  ['papers'],
];

/** A module may enter modules on lower floors only: one rule for each floor forbids the floors above it. */
/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const downwards = floors.slice(0, -1).map((floor, i) => ({
  name: `floor-${i + 1}-${floor[0]}`,
  severity: 'error',
  comment: 'Nothing below calls up.',
  from: { path: `^src/modules/(${floor.join('|')})/`, pathNot: '[.]test[.]ts$' },
  to: {
    path: `^src/modules/(${floors
      .slice(i + 1)
      .flat()
      .join('|')})/`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: 'paraglide' }, to: { circular: true } },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/(?!kernel/)' },
    },
    {
      name: 'analysis-is-pure',
      severity: 'error',
      comment: 'Usable as a library: no module, no platform, no Node API.',
      from: { path: '^src/analysis/', pathNot: '[.]test[.]ts$|worker' },
      to: { path: '^src/(?!kernel/|analysis/)' },
    },
    {
      name: 'modules-know-no-caller',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/(pilar[.]ts|routes|cli|api|demo|ui)' },
    },
    {
      name: 'modules-through-their-door',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/(?!$1/)[^/]+/(?!index[.]ts$)' },
    },
    {
      name: 'callers-through-the-door',
      severity: 'error',
      from: { path: '^src/(routes|cli|api|demo|ui)/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/modules/[^/]+/(?!index[.]ts$)' },
    },
    {
      name: 'rules-touch-no-platform',
      severity: 'error',
      comment: 'Only stores, services and what they are handed may know the database, files or the web.',
      from: {
        path: '^src/modules/',
        pathNot:
          '([.]store|[.]service|[.]test)[.]ts$|/(index|picture|official-regions|ledger-check|decided-proposal)[.]ts$',
      },
      to: { path: '^src/platform/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'platform-knows-no-business',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/(modules|analysis|routes|cli|api|demo|ui)' },
    },
    ...downwards,
  ],
  options: {
    includeOnly: '^src/',
    exclude: { path: 'paraglide|[.]svelte$|[$]types|^src/(app[.]d)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'], conditionNames: ['import', 'node', 'default'] },
  },
};
