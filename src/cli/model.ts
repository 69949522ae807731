import type { Command } from 'commander';
import { groupDigits } from '#kernel/money.ts';
import type { Model, Within } from '#modules/models/index.ts';
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
  const { proposals, deliberation, reporting } = model;
  const kinds = proposals.proposers.map((one) => `${one.kind} up to Rp${groupDigits(one.ceiling)}`);
  const uncertain = model.legal.filter((law) => law.uncertain).map((law) => law.id);
  return [
    `valid: ${model.short}, ${model.name} ${model.version}: ${model.title.en}`,
    `  legal basis  ${model.legal.length}${uncertain.length > 0 ? `, to be confirmed: ${uncertain.join(', ')}` : ''}`,
    `  proposers    ${kinds.join(', ')}`,
    `  scopes       ${proposals.scopes.length}`,
    `  forum        ${deliberation.name.en}; quorum of ${deliberation.quorum.elements.length} elements; ${deliberation.outcomes.map((one) => one.id).join(', ')}`,
    `  report       within ${inWords(reporting.due.within)}; ${reporting.ladder.map((rung) => rung.office).join(' → ')}`,
    '',
  ].join('\n');
}

function inWords({ workingDays, days, months }: Within): string {
  if (workingDays !== undefined) return `${workingDays} working days`;
  return days === undefined ? `${months} months` : `${days} days`;
}
