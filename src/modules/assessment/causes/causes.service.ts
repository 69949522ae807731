import type { CauseMap } from '#analysis/causes/index.ts';
import type { Language } from '#analysis/words.ts';
import { type Acting, type Actor, acting, authorise, type Mandate, type Visitor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import { type Id, isId, newId } from '#kernel/id.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { oneLine, readLine, readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import { organizationById } from '#modules/actors/index.ts';
import { type Action, type ActionOn, record } from '#modules/journal/index.ts';
import { programById } from '#modules/programs/index.ts';
import { findRegion } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { keepersOf } from '../network/area-records.service.ts';
import { readSubject } from '../subject/subject.service.ts';
import { SUBJECT_FIELDS, type Subject, type TypedSubject } from '../subject/subject.ts';
import {
  causesFromFile,
  causesFromMap,
  causesRead,
  type FirstCauses,
  NO_CAUSES,
  readingCauses,
} from './beginning.ts';
import {
  causeMapById,
  causeMapsOf,
  drawnCauses,
  insertAction,
  insertCauseMap,
  insertFactors,
  insertLinks,
  lockCauseMap,
  type Part,
  setTakenOut,
  slugsOf,
  takenOutOf,
  touchCauseMap,
  updateAction,
  updateCauseMap,
  updateFactor,
  updateLink,
  withdrawCauseMap,
} from './causes.store.ts';
import {
  type CauseMapHead,
  type DrawnAction,
  type DrawnCauses,
  mayDraw,
  mustBeNewLink,
  mustBeNewName,
  mustBePlaceOfMap,
  mustHaveRoom,
  slugFor,
} from './drawn-causes.ts';
import {
  LENGTHS,
  readAction,
  readFactor,
  readLink,
  type TypedAction,
  type TypedFactor,
  type TypedLink,
} from './typed-causes.ts';

/** Most bytes of a file that a map is started from. */
export const CAUSES_FILE_BYTES = 512 * 1024;

/** What a map is about, as typed. `program` is an id, or empty for a map that belongs to none. */
export type TypedMap = { readonly title: string; readonly question: string; readonly program: string };

/** What a new map begins with: nothing, another map of the city, or a file (or a paper's case) with the words that name it. */
export type Beginning =
  | { readonly kind: 'empty' }
  | { readonly kind: 'map'; readonly map: Id }
  | { readonly kind: 'file'; readonly text: string; readonly named: string; readonly language: Language };

/** What makes a map another one: two institutions may draw their own of one question. */
const MAP_FIELDS = ['title', 'question', 'program', 'keeper', ...SUBJECT_FIELDS] as const;

/** Starts the map of a place, kept by the institution of the officer who starts it. */
export async function startCauseMap(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedMap & TypedSubject & { readonly beginning: Beginning },
  waiting: WaitingFor = { who: 'member' },
): Promise<Result<{ map: Id }>> {
  // First who, then the work on what they handed in, and nothing of the database is held meanwhile.
  const allowed = await runtime.read(who.tenant, (tx) =>
    keeperFor(tx, authorise(who, 'assessment:write'), input),
  );
  if (isRefusal(allowed)) return refused(allowed);
  const file = await causesOf(runtime, input.beginning, waiting);
  if (isRefusal(file)) return refused(file);
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const found = await keeperFor(tx, actor, input);
    if (isRefusal(found)) return refused(found);
    const { mandate, subject } = found;
    const first = await firstCauses(tx, input.beginning, file);
    if (isRefusal(first)) return refused(first);
    const about = await readMap(tx, { ...input, title: input.title.trim() || first.title });
    if (isRefusal(about)) return refused(about);
    const id = newId(tx.now);
    const head = {
      id,
      ...subject,
      keeper: mandate.organization.id,
      origin: first.origin,
      ...about,
    };
    const repeated = notRepeated(await causeMapsOf(tx, subject.region), head, MAP_FIELDS);
    if (repeated) return refused(repeated);
    await insertCauseMap(tx, head, actor.person);
    if (first.causes.factors.length > 0) await insertFactors(tx, id, first.causes.factors);
    if (first.causes.links.length > 0) await insertLinks(tx, id, first.causes.links);
    for (const action of first.causes.actions) await insertAction(tx, id, action);
    await tell(tx, acting(actor, mandate), head, 'causes.map-started', about.title, {
      origin: first.origin,
      party: subject.party,
      other: subject.other,
      factors: first.causes.factors.length,
      links: first.causes.links.length,
    });
    return ok({ map: id });
  });
}

/** The mandate under which somebody starts the map of a subject. */
async function keeperFor(
  tx: Tx,
  actor: Actor | Refusal,
  typed: TypedSubject,
): Promise<{ mandate: Mandate; subject: Subject } | Refusal> {
  if (isRefusal(actor)) return actor;
  const subject = await readSubject(tx, typed);
  if (isRefusal(subject)) return subject;
  const { region } = subject;
  const outside = mustBePlaceOfMap(region);
  if (outside) return outside;
  if (!(await findRegion(tx, region))) return at('region', refuse('region.unknown'));
  const keepers = await keepersOf(tx);
  const mandate = mayDraw(actor, region, keepers);
  return isRefusal(mandate) ? mandate : { mandate, subject };
}

/** The map in the file that a map begins with; undefined where it begins with none. */
async function causesOf(
  runtime: Runtime,
  beginning: Beginning,
  waiting: WaitingFor,
): Promise<CauseMap | Refusal | undefined> {
  if (beginning.kind !== 'file') return undefined;
  const read = await runtime.analyse(readingCauses, beginning.text, waiting);
  return read.ok ? causesRead(read.value) : at('file', read.refusal);
}

async function firstCauses(
  tx: Tx,
  beginning: Beginning,
  map: CauseMap | undefined,
): Promise<Refusal | { causes: FirstCauses; title: string; origin: string | null }> {
  if (beginning.kind === 'empty') return { causes: NO_CAUSES, title: '', origin: null };
  if (beginning.kind === 'map') {
    const other = isId(beginning.map) ? await causeMapById(tx, beginning.map) : undefined;
    if (!other || other.removed) return at('beginning', refuse('input.choice'));
    const causes = causesFromMap(await drawnCauses(tx, other.id), tx.now);
    const place = await findRegion(tx, other.region);
    return { causes, title: other.title, origin: [other.title, place?.name].filter(Boolean).join(', ') };
  }
  if (!map) return at('file', refuse('file.empty'));
  const causes = causesFromFile(map, beginning.language, tx.now);
  if (isRefusal(causes)) return causes;
  const origin = readRemark(oneLine(beginning.named), LENGTHS.origin);
  if (isRefusal(origin)) return at('file', origin);
  return { causes, title: map.title[beginning.language], origin };
}

async function readMap(
  tx: Tx,
  typed: TypedMap,
): Promise<Refusal | Pick<CauseMapHead, 'title' | 'question' | 'program'>> {
  const title = readLine(typed.title, LENGTHS.title);
  const question = readLine(typed.question, LENGTHS.question);
  const program =
    typed.program === '' ? null : isId(typed.program) ? await programById(tx, typed.program) : undefined;
  const issues = [
    ...(isRefusal(title) ? [at('title', title)] : []),
    ...(isRefusal(question) ? [at('question', question)] : []),
    ...(program === undefined ? [at('program', refuse('input.choice'))] : []),
  ];
  if (isRefusal(title) || isRefusal(question) || program === undefined)
    return together(issues) ?? refuse('input.invalid');
  return { title, question, program: program?.id ?? null };
}

/** Rewords what a map is about. */
export async function editCauseMap(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedMap & { readonly map: Id; readonly version?: number | undefined },
): Promise<Result<{ map: Id }>> {
  return draw(runtime, who, input.map, async (tx, by, map) => {
    const stale = mustBeFresh(map.version, input.version);
    if (stale) return refused(stale);
    const about = await readMap(tx, input);
    if (isRefusal(about)) return refused(about);
    await updateCauseMap(tx, { id: map.id, region: map.region, ...about });
    await tell(tx, by, map, 'causes.map-edited', about.title, {
      before: { title: map.title, question: map.question, program: map.program },
      after: about,
    });
    return ok({ map: map.id });
  });
}

/** Takes a map back that should not stand; it can be brought back, and its history stays. */
export async function withdrawMap(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly map: Id; readonly version?: number | undefined },
): Promise<Result<{ map: Id }>> {
  return draw(runtime, who, input.map, async (tx, by, map) => {
    const stale = mustBeFresh(map.version, input.version);
    if (stale) return refused(stale);
    await withdrawCauseMap(tx, map, tx.now);
    await tell(tx, by, map, 'causes.map-withdrawn', map.title, {});
    return ok({ map: map.id });
  });
}

export async function bringMapBack(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly map: Id },
): Promise<Result<{ map: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const found = await mapToDraw(tx, actor, input.map);
    if (isRefusal(found)) return refused(found);
    const { map, by } = found;
    if (!map.removed) return ok({ map: map.id });
    await withdrawCauseMap(tx, map, null);
    await tell(tx, by, map, 'causes.map-restored', map.title, {});
    return ok({ map: map.id });
  });
}

export async function addFactor(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedFactor & { readonly map: Id },
): Promise<Result<{ factor: Id; slug: string }>> {
  return draw(runtime, who, input.map, async (tx, by, map, causes) => {
    const content = readFactor(input);
    if (isRefusal(content)) return refused(content);
    const refusal = mustHaveRoom(causes, 'factor') ?? mustBeNewName(causes, content);
    if (refusal) return refused(refusal);
    const factor = { id: newId(tx.now), slug: slugFor(content.title, await slugsOf(tx, map.id)), ...content };
    await insertFactors(tx, map.id, [factor]);
    await tell(tx, by, map, 'causes.factor-added', content.title, { factor: factor.id, after: content });
    return ok({ factor: factor.id, slug: factor.slug });
  });
}

export async function editFactor(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedFactor & { readonly map: Id; readonly factor: Id; readonly version?: number | undefined },
): Promise<Result<{ factor: Id; slug: string }>> {
  return draw(runtime, who, input.map, async (tx, by, map, causes) => {
    const factor = causes.factors.find((one) => one.id === input.factor);
    if (!factor) return refused(refuse('access.not-found'));
    const content = readFactor(input);
    if (isRefusal(content)) return refused(content);
    const refusal =
      mustBeFresh(factor.version, input.version) ??
      mustBeNewName(causes, { id: factor.id, title: content.title });
    if (refusal) return refused(refusal);
    await updateFactor(tx, { id: factor.id, ...content });
    await tell(tx, by, map, 'causes.factor-edited', content.title, { before: factor, after: content });
    return ok({ factor: factor.id, slug: factor.slug });
  });
}

export async function addLink(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedLink & { readonly map: Id },
): Promise<Result<{ link: Id }>> {
  return draw(runtime, who, input.map, async (tx, by, map, causes) => {
    const content = readLink(input, causes);
    if (isRefusal(content)) return refused(withEnds(content, input, causes));
    const refusal = mustHaveRoom(causes, 'link') ?? mustBeNewLink(causes, content);
    if (refusal) return refused(refusal);
    const link = { id: newId(tx.now), ...content };
    await insertLinks(tx, map.id, [link]);
    await tell(tx, by, map, 'causes.link-added', arrow(causes, link), { link: link.id, after: content });
    return ok({ link: link.id });
  });
}

/** What is wrong with a link as typed, and also with its ends, so that both are said at once. */
function withEnds(refusal: Refusal, typed: TypedLink, causes: DrawnCauses): Refusal {
  const id = (slug: string) => causes.factors.find((factor) => factor.slug === slug)?.id;
  const [from, to] = [id(typed.from), id(typed.to)];
  const ends = from && to ? mustBeNewLink(causes, { from, to }) : undefined;
  return (ends && together([ends, ...(refusal.issues ?? [])])) ?? refusal;
}

export async function editLink(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedLink & { readonly map: Id; readonly link: Id; readonly version?: number | undefined },
): Promise<Result<{ link: Id }>> {
  return draw(runtime, who, input.map, async (tx, by, map, causes) => {
    const link = causes.links.find((one) => one.id === input.link);
    if (!link) return refused(refuse('access.not-found'));
    const content = readLink(input, causes);
    if (isRefusal(content)) return refused(content);
    const others = { links: causes.links.filter((one) => one.id !== link.id) };
    const refusal = mustBeFresh(link.version, input.version) ?? mustBeNewLink(others, content);
    if (refusal) return refused(refusal);
    await updateLink(tx, { id: link.id, ...content });
    await tell(tx, by, map, 'causes.link-edited', arrow(causes, content), {
      before: link,
      after: content,
    });
    return ok({ link: link.id });
  });
}

const ACTION_FIELDS = ['title', 'factors', 'responsible', 'responsibleName', 'dueOn', 'state'] as const;

const asEntry = (action: Omit<DrawnAction, 'id' | 'version'>) => ({
  ...action,
  factors: action.factors.join(' '),
});

export async function addAction(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedAction & { readonly map: Id },
): Promise<Result<{ action: Id }>> {
  return draw(runtime, who, input.map, async (tx, by, map, causes) => {
    const content = await actionContent(tx, input, causes);
    if (isRefusal(content)) return refused(content);
    const refusal = mustHaveRoom(causes, 'action');
    const repeated = notRepeated(causes.actions.map(asEntry), asEntry(content), ACTION_FIELDS);
    if (refusal || repeated) return refused(refusal ?? repeated ?? refuse('input.repeated'));
    const action = { id: newId(tx.now), ...content };
    await insertAction(tx, map.id, action);
    await tell(tx, by, map, 'causes.action-added', content.title, { action: action.id, after: content });
    return ok({ action: action.id });
  });
}

export async function editAction(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedAction & { readonly map: Id; readonly action: Id; readonly version?: number | undefined },
): Promise<Result<{ action: Id }>> {
  return draw(runtime, who, input.map, async (tx, by, map, causes) => {
    const action = causes.actions.find((one) => one.id === input.action);
    if (!action) return refused(refuse('access.not-found'));
    const content = await actionContent(tx, input, causes);
    if (isRefusal(content)) return refused(content);
    const stale = mustBeFresh(action.version, input.version);
    if (stale) return refused(stale);
    await updateAction(tx, { id: action.id, ...content });
    await tell(tx, by, map, 'causes.action-edited', content.title, { before: action, after: content });
    return ok({ action: action.id });
  });
}

async function actionContent(tx: Tx, typed: TypedAction, causes: DrawnCauses) {
  const content = readAction(typed, causes);
  if (isRefusal(content) || content.responsible === null) return content;
  const known = await organizationById(tx, content.responsible);
  return known ? content : at('responsible', refuse('input.choice'));
}

const REMOVED = {
  factor: 'causes.factor-removed',
  link: 'causes.link-removed',
  action: 'causes.action-removed',
} as const satisfies Record<Part, Action>;

/** Takes a factor, link or action out of a map. Links of a factor that is out do not show until it is back. */
export async function takeOut(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly map: Id; readonly part: Part; readonly id: Id; readonly version?: number | undefined },
): Promise<Result<{ id: Id }>> {
  return draw(runtime, who, input.map, async (tx, by, map, causes) => {
    const found = partsOf(causes, input.part).find((one) => one.id === input.id);
    if (!found) return refused(refuse('access.not-found'));
    const stale = mustBeFresh(found.version, input.version);
    if (stale) return refused(stale);
    await setTakenOut(tx, input.part, input.id, tx.now);
    const name = 'title' in found ? found.title : arrow(causes, found);
    await tell(tx, by, map, REMOVED[input.part], name, { before: found });
    return ok({ id: input.id });
  });
}

const RESTORED = {
  factor: 'causes.factor-restored',
  link: 'causes.link-restored',
  action: 'causes.action-restored',
} as const satisfies Record<Part, Action>;

/** Puts back what was taken out, unless the same has been drawn anew in the meantime. */
export async function putBack(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly map: Id; readonly part: Part; readonly id: Id },
): Promise<Result<{ id: Id; slug: string | undefined }>> {
  return draw(runtime, who, input.map, async (tx, by, map, causes) => {
    const standing = partsOf(causes, input.part).find((one) => one.id === input.id);
    if (standing) return ok({ id: input.id, slug: 'slug' in standing ? standing.slug : undefined });
    const out = await takenOutOf(tx, map.id);
    const found = partsOf(out, input.part).find((one) => one.id === input.id);
    if (!found) return refused(refuse('access.not-found'));
    const refusal =
      mustHaveRoom(causes, input.part) ??
      ('slug' in found ? mustBeNewName(causes, found) : undefined) ??
      ('from' in found ? mustBeNewLink(causes, found) : undefined);
    if (refusal) {
      const { field, ...whole } = refusal;
      return refused(whole);
    }
    await setTakenOut(tx, input.part, input.id, null);
    const name =
      'title' in found ? found.title : [found.from, found.to].map((end) => out.titles.get(end)).join(' → ');
    await tell(tx, by, map, RESTORED[input.part], name, {});
    return ok({ id: input.id, slug: 'slug' in found ? found.slug : undefined });
  });
}

function partsOf(causes: DrawnCauses, part: Part) {
  return { factor: causes.factors, link: causes.links, action: causes.actions }[part];
}

function arrow(causes: DrawnCauses, link: { readonly from: Id; readonly to: Id }): string {
  const title = (id: Id) => causes.factors.find((factor) => factor.id === id)?.title ?? '?';
  return `${title(link.from)} → ${title(link.to)}`;
}

/** One change of a map: held, its place's drawers only, and not of a map that was taken back. */
async function draw<T>(
  runtime: Runtime,
  who: Actor | Visitor,
  id: Id,
  work: (tx: Tx, by: Acting, map: CauseMapHead, causes: DrawnCauses) => Promise<Result<T>>,
): Promise<Result<T>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const found = await mapToDraw(tx, actor, id);
    if (isRefusal(found)) return refused(found);
    if (found.map.removed) return refused(refuse('causes.withdrawn'));
    const result = await work(tx, found.by, found.map, await drawnCauses(tx, id));
    if (result.ok) await touchCauseMap(tx, id);
    return result;
  });
}

async function mapToDraw(tx: Tx, actor: Actor, id: Id): Promise<{ map: CauseMapHead; by: Acting } | Refusal> {
  const map = await lockCauseMap(tx, id);
  if (!map) return refuse('access.not-found');
  const by = mayDraw(actor, map.region, await keepersOf(tx));
  return isRefusal(by) ? by : { map, by: acting(actor, by) };
}

async function tell(
  tx: Tx,
  by: Acting,
  map: Pick<CauseMapHead, 'id' | 'region'>,
  action: ActionOn<'cause-map'>,
  name: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await record(tx, by, {
    action,
    subjectType: 'cause-map',
    subjectId: map.id,
    region: map.region,
    summary: { remark: name },
    details,
  });
}
