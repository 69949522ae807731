import type { WaitingFor } from '#kernel/bounded-work.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { operatorOf } from '#modules/actors/index.ts';
import {
  copyModel,
  draftFor,
  importModel,
  layDraftAside,
  previewModel,
  publishDraft,
  saveDraft,
  type Touched,
  workshopOf,
} from '#modules/workshop/index.ts';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import type { Pilar } from '../pilar.ts';
import { EXIT, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';
import { readInputFile } from './read-input.ts';

const WAITING: WaitingFor = { who: 'member' };

/** Works as the operator in one city; ends the command with what refuses. */
async function inCity<T>(
  city: string,
  work: (pilar: Pilar, operator: ReturnType<typeof operatorOf>, tenant: Tenant) => Promise<Result<T>>,
  say: (value: T) => string,
): Promise<void> {
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, city);
    if (!tenant) return;
    const done = await work(pilar, operatorOf(tenant.id), tenant);
    if (!done.ok) return failRefused(done.refusal);
    process.stdout.write(say(done.value));
  });
}

/** Lists what was published in a city and what is written on. */
export function listModels(city: string): Promise<void> {
  return inCity(
    city,
    (pilar, operator) =>
      pilar.read(operator.tenant, async (tx) => {
        const found = await workshopOf(pilar, tx, operator);
        return isRefusal(found) ? { ok: false, refusal: found } : { ok: true, value: found };
      }),
    ({ published, drafts, programs }) =>
      [
        ...programs.flatMap(({ program: { slug, model }, later }) => [
          `programme  ${slug} goes by ${model.name} ${model.version}`,
          ...later.map((pin) => `           from ${pin.fromOn} by ${model.name} ${pin.version}`),
        ]),
        ...published.map((one) => `published  ${one.name} ${one.version}  ${one.sha256.slice(0, 12)}`),
        ...drafts.map((one) => `draft      ${one.id}  ${one.name} ${one.modelVersion}`),
        '',
      ].join('\n'),
  );
}

/** Begins a draft from a published version. */
export function copyToDraft(
  from: { readonly name: string; readonly version: string },
  options: { readonly city: string; readonly name: string; readonly version: string },
): Promise<void> {
  return inCity(
    options.city,
    (pilar, operator) => copyModel(pilar, operator, { from, name: options.name, version: options.version }),
    ({ id }) => `${id}\n`,
  );
}

/** Begins a draft from a file, which need not read yet. */
export function importToDraft(path: string, city: string): Promise<void> {
  const source = readInputFile(path, 'en');
  return inCity(
    city,
    (pilar, operator) => importModel(pilar, operator, { source }, WAITING),
    ({ id }) => `${id}\n`,
  );
}

/** Prints the text of a draft. */
export function printDraft(draft: Id, city: string): Promise<void> {
  return inCity(
    city,
    (pilar, operator) =>
      pilar.read(operator.tenant, async (tx) => {
        const found = await draftFor(pilar, tx, operator, draft);
        return isRefusal(found) ? { ok: false, refusal: found } : { ok: true, value: found };
      }),
    ({ source }) => source,
  );
}

/** Keeps a file as the text of a draft, and tells the mistakes that stand in it. */
export function saveToDraft(draft: Id, path: string, city: string): Promise<void> {
  const source = readInputFile(path, 'en');
  return inCity(
    city,
    (pilar, operator) => saveDraft(pilar, operator, { draft, source }, WAITING),
    ({ problems }) =>
      [
        'saved',
        ...problems.map((one) => `${path}:${one.line}:${one.column} ${one.path}: ${one.message}`),
        '',
      ].join('\n'),
  );
}

/** Lays a draft aside. */
export function layAside(draft: Id, city: string): Promise<void> {
  return inCity(
    city,
    (pilar, operator) => layDraftAside(pilar, operator, { draft }),
    () => 'laid aside\n',
  );
}

/** Publishes a draft: its text never changes any more. */
export function publish(draft: Id, city: string): Promise<void> {
  return inCity(
    city,
    (pilar, operator) => publishDraft(pilar, operator, { draft }),
    ({ name, version }) => `${name} ${version} is published\n`,
  );
}

/** Tells what a file would change for a programme that runs, and how much runs under each rule. Writes nothing. */
export function preview(path: string, program: string, city: string): Promise<void> {
  const source = readInputFile(path, 'en');
  return inCity(
    city,
    (pilar, operator) => previewModel(pilar, operator, { source, program }, WAITING),
    (seen) => {
      if (!seen.reads) {
        process.exitCode = EXIT.badInput;
        return seen.problems
          .map((one) => `${path}:${one.line}:${one.column} ${one.path}: ${one.message}\n`)
          .join('');
      }
      const kept = seen.changes.some((one) => one.unkept);
      if (kept || seen.changes.some((one) => one.weight === 'breaking')) process.exitCode = EXIT.finding;
      const lines = seen.changes.map((one) => {
        const said = [
          one.change,
          ...inNumbers(one.touched),
          ...(one.unkept ? ['only for a new programme'] : []),
        ];
        return `${one.weight.padEnd(10)}  ${one.path.join('.')}  ${said.join(', ')}\n`;
      });
      return `${program} goes by ${seen.name} ${seen.against?.version}\n${lines.join('') || 'no rule differs\n'}`;
    },
  );
}

/** How much runs, kind by kind. */
export function inNumbers(touched: Touched): string[] {
  const named: readonly (readonly [keyof Touched, string])[] = [
    ['proposals', 'proposals'],
    ['forums', 'forums'],
    ['activities', 'activities'],
    ['filings', 'filings owed'],
  ];
  return named.flatMap(([key, word]) => (touched[key] > 0 ? [`${touched[key]} ${word}`] : []));
}
