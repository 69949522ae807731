import type { Command } from 'commander';
import { type Id, isId } from '#kernel/id.ts';
import { groupDigits } from '#kernel/money.ts';
import type { Change, Due, Model, PurseRules, Within } from '#modules/models/index.ts';
import type { ApplyOptions } from './apply-model.ts';
import type { CompelOptions } from './compel-rule.ts';
import { EXIT, failInput } from './exit.ts';
import { readInputFile } from './read-input.ts';

/** `pilar model …`: whether a model can be published, what two versions differ in, and taking one over as one's own. */
export function addModelCommands(program: Command): void {
  const model = program.command('model').description('partnership models: the rules of a programme as data');
  model
    .command('validate <file>')
    .description('check a model file; errors as FILE:LINE:COLUMN path: message')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExit code: 0 valid, 2 not.')
    .action(validate);
  model
    .command('test <files...>')
    .description(
      'run the cases beside models (2026.cases.yaml beside 2026.yaml), and tell what no case shows',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExit code: 0 all as the cases say, 1 not, 2 a file that does not read.')
    .action(runCasesOf);
  model
    .command('diff <before> <after>')
    .description('what changed between two versions of a model, and whom it binds more')
    .option('--mine <file>', 'a model made from BEFORE: also what it and AFTER changed differently')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 nothing breaking, 1 something breaking, 2 a file that does not read.',
    )
    .action(diff);
  model
    .command('adopt <file>')
    .description("print a model as one's own, under a new name and with its origin; comments stay")
    .requiredOption('--name <name>', 'lower-case letters, digits and hyphens')
    .requiredOption('--version <version>', 'a year, or year.number')
    .action(adopt);
  model
    .command('apply <file>')
    .description('publish a version of a model and let a programme go by it from a day to come')
    .requiredOption('--program <slug>', 'the programme, as in its address: pippk-2026')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--from <day>', 'from which day it holds, YYYY-MM-DD: tomorrow at the earliest')
    .requiredOption('--reason <text>', 'why; everybody can read it')
    .addHelpText(
      'after',
      '\nWhat was sent or opened before that day finishes by its own rules.' +
        '\nExit code: 0 done, 2 bad input (said where; nothing was changed), 69 no database to open.',
    )
    .action(async (path: string, options: ApplyOptions) => {
      const { applyModel } = await import('./apply-model.ts');
      await applyModel(path, options);
    });
  model
    .command('preview <file>')
    .description('what a version would change for a programme that runs, and how much runs under each rule')
    .requiredOption('--program <slug>', 'the programme, as in its address: pippk-2026')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .addHelpText(
      'after',
      '\nNothing is written.\nExit code: 0 nothing breaking, 1 something breaking or only for a new programme, 2 bad input, 69 no database to open.',
    )
    .action(async (path: string, { program: slug, city }: { program: string; city: string }) => {
      const { preview } = await import('./workshop.ts');
      await preview(path, slug, city);
    });
  model
    .command('compel <version>')
    .description(
      'let one rule of a published version hold from a day on for what runs already: the law compels it',
    )
    .requiredOption('--program <slug>', 'the programme, as in its address: pippk-2026')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption(
      '--rule <path>',
      'the rule, as "pilar model preview" names it: filings.lpj.due.within.workingDays',
    )
    .option('--from <day>', 'from which day it holds, YYYY-MM-DD: tomorrow at the earliest')
    .option('--basis <id>', 'what compels it: an entry under legal of that version that is not uncertain')
    .option('--reason <text>', 'why; everybody can read it')
    .addHelpText(
      'after',
      '\nWithout --from nothing is written: what it would touch is counted and named.' +
        '\nExit code: 0 done, 2 bad input (said where; nothing was changed), 69 no database to open.',
    )
    .action(async (version: string, options: CompelOptions) => {
      const { compel } = await import('./compel-rule.ts');
      await compel(version, options);
    });
  addDraftCommands(model);
}

/** `pilar model draft …`: the models of a city while they are written. */
function addDraftCommands(model: Command): void {
  const draft = model.command('draft').description('models of a city while they are written');
  const inCity = (command: Command) =>
    command.requiredOption('--city <slug>', 'the city, as in its addresses: bandung');
  type City = { readonly city: string };
  inCity(draft.command('list'))
    .description('what was published in a city, and what is written on')
    .action(async ({ city }: City) => (await import('./workshop.ts')).listModels(city));
  inCity(draft.command('copy <model> <published>'))
    .description('begin a draft from a published version: draft copy pippk 2015 --version 2016')
    .option('--name <name>', 'a name of its own; without it, another version of the same model')
    .requiredOption('--version <version>', 'a year, or year.number')
    .action(async (name: string, published: string, options: City & { name?: string; version: string }) =>
      (await import('./workshop.ts')).copyToDraft(
        { name, version: published },
        { ...options, name: options.name ?? name },
      ),
    );
  inCity(draft.command('import <file>'))
    .description('begin a draft from a file, which need not be valid yet')
    .action(async (path: string, { city }: City) =>
      (await import('./workshop.ts')).importToDraft(path, city),
    );
  inCity(draft.command('print <id>'))
    .description('print the text of a draft')
    .action(async (id: string, { city }: City) => (await import('./workshop.ts')).printDraft(idOf(id), city));
  inCity(draft.command('save <id> <file>'))
    .description('keep a file as the text of a draft, and tell its mistakes by line')
    .action(async (id: string, path: string, { city }: City) =>
      (await import('./workshop.ts')).saveToDraft(idOf(id), path, city),
    );
  inCity(draft.command('lay-aside <id>'))
    .description('write on a draft no more')
    .action(async (id: string, { city }: City) => (await import('./workshop.ts')).layAside(idOf(id), city));
  inCity(draft.command('publish <id>'))
    .description('freeze the text of a draft under its name and version')
    .action(async (id: string, { city }: City) => (await import('./workshop.ts')).publish(idOf(id), city));
}

function idOf(typed: string): Id {
  return isId(typed) ? typed : failInput(`${typed} is no draft; "pilar model draft list" names them`);
}

/** The model in a file; ends the command with its first problem where it does not read. */
async function modelIn(path: string): Promise<{ model: Model; text: string }> {
  const { readModel } = await import('#modules/models/index.ts');
  const text = readInputFile(path, 'en');
  const read = readModel(text);
  if (read.ok) return { model: read.model, text };
  const [first] = read.problems;
  return failInput(
    `${path}:${first?.line ?? 1}:${first?.column ?? 1} ${first?.path ?? ''}: ${first?.message ?? ''}`,
  );
}

async function runCasesOf(paths: readonly string[], options: { readonly json?: true }): Promise<void> {
  const { readYaml } = await import('#modules/models/index.ts');
  const { Cases, runCases } = await import('#modules/cases/index.ts');
  const results = [];
  for (const path of paths) {
    const { model } = await modelIn(path);
    const beside = path.replace(/\.ya?ml$/, '.cases.yaml');
    const read = readYaml(readInputFile(beside, 'en'), Cases);
    if (!read.ok) {
      const [first] = read.problems;
      return failInput(
        `${beside}:${first?.line ?? 1}:${first?.column ?? 1} ${first?.path ?? ''}: ${first?.message ?? ''}`,
      );
    }
    const { checks, routes, due, quorum } = read.model;
    const count = checks.length + routes.length + due.length + quorum.length;
    results.push({ model: path, cases: count, faults: runCases(model, read.model) });
  }
  if (options.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else {
    for (const { model, cases, faults } of results) {
      for (const { at, message } of faults) process.stderr.write(`${model} ${at}: ${message}\n`);
      if (faults.length === 0) process.stdout.write(`${model}: ${cases} cases, all as they say\n`);
    }
  }
  process.exitCode = results.some((one) => one.faults.length > 0) ? EXIT.finding : EXIT.done;
}

async function diff(
  before: string,
  after: string,
  options: { readonly mine?: string; readonly json?: true },
): Promise<void> {
  const { byWeight, collisions, compareModels, gravest } = await import('#modules/models/index.ts');
  const old = (await modelIn(before)).model;
  const changes = byWeight(compareModels(old, (await modelIn(after)).model));
  const own = options.mine ? compareModels(old, (await modelIn(options.mine)).model) : undefined;
  const both = own && collisions(own, changes);
  if (options.json) {
    const answer = { gravest: gravest(changes) ?? null, changes, ...(both ? { collisions: both } : {}) };
    const text = JSON.stringify(
      answer,
      (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part),
      2,
    );
    process.stdout.write(`${text}\n`);
  } else {
    const lines = changes.map((one) => `${one.weight.padEnd(10)}  ${one.path.join('.')}  ${inChange(one)}`);
    process.stdout.write(`${lines.length === 0 ? 'no rule differs' : lines.join('\n')}\n`);
    for (const path of both ?? []) process.stdout.write(`changed by both    ${path}\n`);
  }
  process.exitCode = gravest(changes) === 'breaking' ? EXIT.finding : EXIT.done;
}

/** What changed, in as many signs as a line bears. */
function inChange({ change, before, after }: Change): string {
  const short = (value: unknown) => {
    const text =
      typeof value === 'bigint' ? groupDigits(value) : typeof value === 'object' ? '' : String(value);
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
  };
  const values = [short(before ?? ''), short(after ?? '')].filter((text) => text !== '');
  return change === 'changed' && values.length === 2
    ? values.join(' → ')
    : `${change} ${values.join(' ')}`.trim();
}

async function adopt(
  path: string,
  options: { readonly name: string; readonly version: string },
): Promise<void> {
  const { adopted, readModel } = await import('#modules/models/index.ts');
  const { model, text } = await modelIn(path);
  const made = adopted(text, { ...options, from: { name: model.name, version: model.version } });
  const read = readModel(made);
  if (!read.ok) return failInput(read.problems.map((one) => `${one.path}: ${one.message}`).join('\n  '));
  process.stdout.write(made);
}

async function validate(path: string, options: { readonly json?: true }): Promise<void> {
  const { readModel } = await import('#modules/models/index.ts');
  const read = readModel(readInputFile(path, 'en'));
  if (options.json) {
    const answer = read.ok
      ? { valid: true, name: read.model.name, version: read.model.version, problems: [] }
      : { valid: false, problems: read.problems };
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  } else if (read.ok) {
    process.stdout.write(summary(read.model));
  } else {
    for (const { line, column, path: where, message } of read.problems) {
      process.stderr.write(`${path}:${line}:${column} ${where ? `${where}: ` : ''}${message}\n`);
    }
  }
  if (!read.ok) process.exitCode = EXIT.badInput;
}

function summary(model: Model): string {
  const uncertain = model.legal.filter((law) => law.uncertain).map((law) => law.id);
  const lines: readonly (readonly [string, string])[] = [
    [
      'legal basis',
      `${model.legal.length}${uncertain.length > 0 ? `, to be confirmed: ${uncertain.join(', ')}` : ''}`,
    ],
    ['parties', model.parties.kinds.map((one) => one.kind).join(', ')],
    ...model.parties.bodies.map(
      (one) =>
        [
          'body',
          `${one.label.en}, ${one.term.years} years: ${one.seats.map((each) => `${each.seat} ${each.count}×`).join(', ')}`,
        ] as const,
    ),
    ...(model.catalogue
      ? [['catalogue', `${model.catalogue.entries.filter((one) => !one.divided).length} entries`] as const]
      : []),
    ...model.proposals.map(
      (one) => ['proposals', `${one.label.en}, by ${one.from.map((each) => each.party).join(', ')}`] as const,
    ),
    ...model.forums.map(
      (one) =>
        [
          'forum',
          `${one.label.en}; quorum of ${one.quorum.elements.length} elements; ${one.outcomes.map((each) => each.id).join(', ')}`,
        ] as const,
    ),
    ...model.purses.map((one) => ['purse', `${one.label.en}: ${inWordsOf(one)}`] as const),
    ...model.filings.map(
      (one) =>
        [
          'filing',
          `${one.label.en}, ${dueInWords(one.due)}; ${one.route.map((step) => step.step).join(' → ')}`,
        ] as const,
    ),
  ];
  return [
    `valid: ${model.short}, ${model.name} ${model.version}: ${model.title.en}`,
    ...lines.map(([name, text]) => `  ${name.padEnd(11)}  ${text}`),
    '',
  ].join('\n');
}

function dueInWords(due: Due): string {
  if ('on' in due) return `by ${due.on} of ${due.year === 'next' ? 'the year after' : 'each year'}`;
  const within = `within ${inWords(due.within)}`;
  return 'after' in due ? `${within} after ${due.after}` : `every ${due.every}, ${within}`;
}

function inWords({ workingDays, days, months }: Within): string {
  if (workingDays !== undefined) return `${workingDays} working days`;
  return days === undefined ? `${months} months` : `${days} days`;
}

/** Whose a purse is and what it holds. */
function inWordsOf({ of, fund, deposits }: PurseRules): string {
  const parties = (of ?? []).map((each) =>
    each.pledged ? `${each.party} what it pledges` : `${each.party} up to Rp${groupDigits(each.amount)}`,
  );
  const whole = fund ? [`of the whole programme, Rp${groupDigits(fund.amount)}`] : [];
  const paidIn = deposits.map((each) => `paid in by ${each.from.join(', ')}`);
  return [...parties, ...whole, ...paidIn].join(', ');
}
