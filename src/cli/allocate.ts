import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Option } from 'commander';
import type {
  Add1,
  Allocation,
  Choice,
  Election,
  Fraction,
  Group,
  Limits,
  TieBreaking,
  Utility,
} from '#analysis/allocation/index.ts';
import {
  AllocationInputError,
  allocate,
  allocationLines,
  allocationPicture,
  approximately,
  currencyOf,
  noteWords,
  problemWords,
  readPabulib,
  wordingFor,
  writtenAmount,
} from '#analysis/allocation/index.ts';
import { EXIT, failInput } from './exit.ts';

const RULES = ['priority', 'score', 'greedy', 'borda', 'knapsack', 'phragmen', 'equal-shares'] as const;
const UTILITIES = ['cost', 'cardinality', 'points', 'borda', 'places'] as const;
const COMPLETIONS = [
  'none',
  'add1',
  'add1-exhaustive',
  'greedy',
  'add1-greedy',
  'add1-exhaustive-greedy',
] as const;
const TIES = ['id', 'cost-votes'] as const;

interface AllocateOptions {
  readonly rule: (typeof RULES)[number];
  readonly utility?: Utility;
  readonly completion: (typeof COMPLETIONS)[number];
  readonly tie: TieBreaking;
  readonly whenAllFit?: Add1['whenAllFit'];
  readonly phragmenTooDear: 'stop' | 'skip';
  readonly ceiling: readonly string[];
  readonly minShare: readonly string[];
  readonly minSupport?: string;
  readonly incompatible: readonly string[];
  readonly json?: boolean;
  readonly svg?: string;
  readonly lang: 'id' | 'en';
}

const HELP = `
File (Pabulib .pb, cells parted by semicolons, quoted as CSV):
  META      key;value             budget, vote_type (approval, choose-1, cumulative, scoring, ordinal); currency, country,
                                  max_length (places of a ranking), num_projects, num_votes where present
  PROJECTS  project_id;cost       and name, category (fields parted by commas), institution, accepts_from
  VOTES     voter_id;vote;points  vote and points parted by commas; points for cumulative and scoring
  Amounts may have decimals (100.50) and are counted exactly. A project twice on a ballot counts once, which is said.

Rules:
  priority      by votes, points or Borda score, up to the first that does not fit
  score         by votes, points or points by place (3-2-1), what does not fit is passed over: the rule of most cities
  greedy        by votes; with another --utility than cost by votes, points or Borda score for each unit of money
  borda         by Borda score, what does not fit is passed over (rankings)
  knapsack      the affordable set of the highest worth
  phragmen      sequential Phragmen (approvals)
  equal-shares  Method of Equal Shares; --completion says how money left is spent

Utilities: cost (votes weighed by cost), cardinality (votes), points, borda (the last on a ballot 0, the one above 1, ...),
  places (the last place a ballot has 1, the one above 2, ...: 3-2-1 where max_length is 3)

JSON: currency, notes, winners (ids in the order picked), budget, voters, rule, utility, borda, tie, cost, left,
  rounds [number, project, amount, whole, votes, tally, left, tiedWith, ...], losses [project, votes, tally, reason.code,
  remedies], shares [by, name, perMille, wanted, spent, met], endowment (equal-shares), amounts [project, amount, whole]

Exit codes: 0 done, 2 bad input.
`;

/** `pilar allocate FILE.pb`: what a rule makes of the ballots in a Pabulib file. Nothing is written on bad input. */
export function addAllocateCommand(program: Command): void {
  const several = (value: string, before: readonly string[]) => [...before, value];
  program
    .command('allocate')
    .description('Divide a budget by the ballots in a Pabulib file')
    .argument('<FILE>', 'Pabulib file (.pb)')
    .addOption(new Option('--rule <rule>', 'rule').choices(RULES).default('greedy'))
    .addOption(
      new Option('--utility <utility>', 'worth of a project (default: by kind of ballot)').choices(UTILITIES),
    )
    .addOption(
      new Option('--completion <completion>', 'what to do with money left')
        .choices(COMPLETIONS)
        .default('none'),
    )
    .addOption(new Option('--tie <tie>', 'tie-breaking').choices(TIES).default('id'))
    .addOption(
      new Option(
        '--when-all-fit <what>',
        'Add1 when all projects fit the budget together (default: plain with add1, complete with add1-exhaustive)',
      ).choices(['plain', 'complete']),
    )
    .addOption(
      new Option('--phragmen-too-dear <what>', 'Phragmén at a project that no longer fits')
        .choices(['stop', 'skip'])
        .default('stop'),
    )
    .option('--ceiling <limit>', 'field:NAME=AMOUNT or institution:NAME=AMOUNT, repeatable', several, [])
    .option(
      '--min-share <share>',
      'field:NAME=PER_MILLE or institution:NAME=PER_MILLE, repeatable',
      several,
      [],
    )
    .option('--min-support <voters>', 'least number of supporters')
    .option('--incompatible <ids>', 'two project ids, A,B, repeatable', several, [])
    .option('--json', 'print the result as JSON')
    .option('--svg <OUT>', 'draw the result')
    .addOption(
      new Option('--lang <language>', 'language of the explanation').choices(['id', 'en']).default('id'),
    )
    .addHelpText('after', HELP)
    // A wrong option is bad input like a wrong file.
    .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.badInput))
    .action((file: string, options: AllocateOptions) => runAllocate(file, options));
}

function runAllocate(file: string, options: AllocateOptions): void {
  const { election, meta, notes } = refusing(file, options.lang, () => readPabulib(readText(file)));
  const allocation = refusing(file, options.lang, () =>
    allocate(election, choiceOf(options, election.decimals ?? 0)),
  );
  const currency = currencyOf(meta);
  const wording = wordingFor(election, options.lang, currency);
  for (const note of notes) process.stderr.write(`${file}: ${noteWords(note, wording)}\n`);
  if (options.svg !== undefined) write(options.svg, allocationPicture(allocation, election, wording));
  const text = options.json
    ? JSON.stringify({ currency, notes, ...asJson(allocation, election) }, null, 2)
    : allocationLines(allocation, election, wording).join('\n');
  process.stdout.write(`${text}\n`);
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    return failInput(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    failInput(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refusing<T>(file: string, language: 'id' | 'en', work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof AllocationInputError)
      return failInput(`${file}: ${problemWords(error.problem, language)}`);
    throw error;
  }
}

function choiceOf(options: AllocateOptions, decimals: number): Choice {
  const { completion } = options;
  const add1: Add1 | undefined = completion.startsWith('add1')
    ? completion.startsWith('add1-exhaustive')
      ? { until: 'exhaustive', whenAllFit: options.whenAllFit ?? 'complete' }
      : { until: 'overshoot', whenAllFit: options.whenAllFit ?? 'plain' }
    : undefined;
  return {
    rule: options.rule,
    ...(options.utility ? { utility: options.utility } : {}),
    tie: options.tie,
    limits: limitsOf(options, decimals),
    ...(add1 ? { add1 } : {}),
    thenGreedy: completion.endsWith('greedy'),
    phragmenTooDear: options.phragmenTooDear,
  };
}

function limitsOf(options: AllocateOptions, decimals: number): Limits {
  const minimumSupport = options.minSupport;
  if (minimumSupport !== undefined && !/^\d{1,9}$/.test(minimumSupport))
    failInput(`--min-support ${minimumSupport}: a whole number is wanted`);
  return {
    ceilings: options.ceiling.map((text) => {
      const { group, amount } = groupAmount('--ceiling', text);
      return { ...group, atMost: BigInt(amount) * 10n ** BigInt(decimals) };
    }),
    minimumShares: options.minShare.map((text) => {
      const { group, amount } = groupAmount('--min-share', text);
      return { ...group, perMille: Number(amount) };
    }),
    ...(minimumSupport === undefined ? {} : { minimumSupport: Number(minimumSupport) }),
    incompatible: options.incompatible.map((text) => {
      const [one, other, more] = text.split(',').map((id) => id.trim());
      if (!one || !other || more !== undefined)
        failInput(`--incompatible ${text}: two project ids are wanted, A,B`);
      return [one, other] as const;
    }),
  };
}

function groupAmount(option: string, text: string): { group: Group; amount: string } {
  const match = /^(field|institution):(.+)=(\d{1,16})$/.exec(text);
  const [, by, name, amount] = match ?? [];
  if ((by !== 'field' && by !== 'institution') || name === undefined || amount === undefined)
    return failInput(`${option} ${text}: field:NAME=NUMBER or institution:NAME=NUMBER is wanted`);
  return { group: { by, name }, amount };
}

/**
 * The result for machines. Amounts are JSON numbers in the unit of the file: none counts more than 2^53 of its smallest
 * units. Fractions are given to about 15 digits.
 */
function asJson(allocation: Allocation, election: Election): object {
  const { winners, ...rest } = allocation;
  const inFile = (value: unknown) => plain(value, election.decimals ?? 0);
  const read = inFile({
    winners: winners.map((winner) => winner.project),
    budget: election.budget,
    voters: election.voters,
    ...rest,
    amounts: winners,
  });
  return typeof read === 'object' && read !== null ? read : {};
}

function plain(value: unknown, decimals: number): unknown {
  if (typeof value === 'bigint') return Number(writtenAmount(value, decimals));
  if (isFraction(value)) return approximately({ part: value.part, of: value.of * 10n ** BigInt(decimals) });
  if (Array.isArray(value)) return value.map((one) => plain(one, decimals));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner, decimals)]));
  return value;
}

function isFraction(value: unknown): value is Fraction {
  return typeof value === 'object' && value !== null && 'part' in value && 'of' in value;
}
