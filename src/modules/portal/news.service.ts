import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, isId } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readLine, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { activityById } from '#modules/activities/index.ts';
import { record } from '#modules/journal/index.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { mayKeep } from './keeper.ts';
import { insertNews, lockNews, setWithdrawn } from './news.store.ts';

/** Most letters of a headline, of what it tells, and of why it is taken down. */
const NEWS_LENGTHS = { title: 120, body: 4000, reason: 500 } as const;

/** What is told, as it was typed; `activity` is empty where it tells of none in particular. */
export type TypedNews = {
  readonly program: string;
  readonly title: string;
  readonly body: string;
  readonly activity: string;
};

/**
 * Tells the public something of a programme, by an office of the model's `portal.news`. With an activity of the programme it
 * shows that one before others. Source: paper 004 §4.2.1 (news, flagship programmes).
 */
export async function publishNews(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedNews,
): Promise<Result<{ id: Id }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    if (!program) return refused(refuse('access.not-found'));
    const mandate = mayKeep(actor, program, 'news');
    if (isRefusal(mandate)) return refused(mandate);
    const read = readAll({
      title: readLine(input.title, NEWS_LENGTHS.title),
      body: readText(input.body, NEWS_LENGTHS.body),
    });
    if (isRefusal(read)) return refused(read);
    const activity = await shownActivity(tx, program, input.activity.trim());
    if (isRefusal(activity)) return refused(activity);
    const id = await insertNews(tx, program.id, { ...read, activity, office: mandate.office }, actor.person);
    await record(tx, acting(actor, mandate), {
      action: 'portal.news-published',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { title: read.title, activity },
    });
    return ok({ id });
  });
}

async function shownActivity(tx: Tx, program: Program, typed: string): Promise<Id | null | Refusal> {
  if (typed === '') return null;
  const found = isId(typed) ? await activityById(tx, typed) : undefined;
  return found?.program === program.id
    ? found.id
    : (together([at('activity', refuse('input.choice'))]) ?? null);
}

/** Takes a piece of news down, with a reason that the journal keeps beside its headline. */
export async function withdrawNews(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly program: string; readonly news: string; readonly reason: string },
): Promise<Result<{ title: string }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    if (!program) return refused(refuse('access.not-found'));
    const mandate = mayKeep(actor, program, 'news');
    if (isRefusal(mandate)) return refused(mandate);
    const news = isId(input.news) ? await lockNews(tx, program.id, input.news) : undefined;
    if (!news) return refused(refuse('access.not-found'));
    const read = readAll({ reason: readText(input.reason, NEWS_LENGTHS.reason) });
    if (isRefusal(read)) return refused(read);
    await setWithdrawn(tx, news.id, read.reason);
    await record(tx, acting(actor, mandate), {
      action: 'portal.news-withdrawn',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { title: news.title, reason: read.reason },
    });
    return ok({ title: news.title });
  });
}
