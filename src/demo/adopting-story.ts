import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '#kernel/actor.ts';
import { ok } from '#kernel/result.ts';
import { stewardOf } from '#modules/actors/index.ts';
import { allotPurses } from '#modules/funding/index.ts';
import { owePeriods } from '#modules/obligations/index.ts';
import { openProgram, publishModel } from '#modules/programs/index.ts';
import { copyModel, draftById, publishDraft, saveDraft } from '#modules/workshop/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { HOME } from '../pilar.ts';
import { must } from './acting.ts';
import type { CityFile } from './city-file.ts';

/**
 * A city without programmers takes a model over: its secretariat copies it under a name of its own, changes the rules that
 * its file names, publishes what came of it, and opens it for the year. Answers how many rules were changed.
 */
export async function adoptModel(
  runtime: Runtime,
  setda: Actor,
  { region, adopts }: CityFile,
  year: number,
): Promise<number> {
  if (!adopts) return 0;
  const origin = readFileSync(join(HOME, adopts.model), 'utf8');
  const from = must(
    await runtime.change(setda, 'offices:write', (tx, by) =>
      publishModel(tx, stewardOf(by), { source: origin, region }),
    ),
  );
  const called = { name: adopts.name, version: `${year}` };
  const { id } = must(
    await copyModel(runtime, setda, { from: { name: from.name, version: from.version }, ...called }),
  );
  const draft = await runtime.read(setda.tenant, (tx) => draftById(tx, id));
  const source = changed(draft?.source ?? '', [
    [`short: ${from.short}`, `short: ${adopts.short}`],
    ...adopts.rules,
  ]);
  // Its own text needs no process of its own.
  const trusting: Runtime = { ...runtime, analyse: async (work, input) => ok(await work.work(input)) };
  const { problems } = must(await saveDraft(trusting, setda, { draft: id, source }, { who: 'member' }));
  if (problems.length > 0) throw new Error(`the adopted model does not read: ${JSON.stringify(problems[0])}`);
  must(await publishDraft(runtime, setda, { draft: id }));
  must(
    await runtime.change(setda, 'offices:write', async (tx, by) => {
      const opened = await openProgram(tx, stewardOf(by), { source, region, fiscalYear: year });
      if (!opened.ok) return opened;
      await allotPurses(tx, stewardOf(by), opened.value);
      await owePeriods(tx, stewardOf(by), opened.value);
      return opened;
    }),
  );
  return adopts.rules.length;
}

/** A text with some of its words changed; each has to stand there once. */
function changed(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((now, [from, to]) => {
    if (now.split(from).length !== 2) throw new Error(`"${from}" does not stand once in the model`);
    return now.replace(from, to);
  }, text);
}
