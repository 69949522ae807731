import type { Command } from 'commander';
import { groupDigits } from '#kernel/money.ts';
import type { Due, Model, PurseRules, Within } from '#modules/models/index.ts';
import { EXIT } from './exit.ts';
import { readInputFile } from './read-input.ts';

/** `pilar model validate FILE`: whether a partnership model can be published, or what is wrong on which line. */
export function addModelCommands(program: Command): void {
  program
    .command('model')
    .description('partnership models: the rules of a programme as data')
    .command('validate <file>')
    .description('check a model file; errors as FILE:LINE:COLUMN path: message')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExit code: 0 valid, 2 not.')
    .action(validate);
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
    ...(model.catalogue ? [['catalogue', `${model.catalogue.entries.length} entries`] as const] : []),
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
  const parties = (of ?? []).map((each) => `${each.party} up to Rp${groupDigits(each.amount)}`);
  const whole = fund ? [`of the whole programme, Rp${groupDigits(fund.amount)}`] : [];
  const paidIn = deposits.map((each) => `paid in by ${each.from.join(', ')}`);
  return [...parties, ...whole, ...paidIn].join(', ');
}
