import type { ActorInput, Bond, Nature, Network, ReadingNote, Standing } from '#analysis/network/index.ts';
import { type Actor, acting, authorise, type Capacity, type Visitor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import { isIsoDate } from '#kernel/date.ts';
import { type Id, isId, newId } from '#kernel/id.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { lengthOf, nameKey, oneLine, readLine, readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import {
  allOrganizationsIn,
  organizationById,
  organizationsAt,
  organizationsById,
} from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { findRegion } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { keepersOf } from './area-records.service.ts';
import { TIE_STAGES } from './derived-ties.ts';
import { mayAnswerFor, mayImport, mustDiffer, SURVEY_FORMS, type ToldTie } from './surveyed-ties.ts';
import {
  answersOf,
  importsIn,
  insertToldTies,
  type NamedActor,
  nameActors,
  namedActorById,
  strikeTold,
  tiesOfImport,
  toldTieById,
} from './tie.store.ts';
import { LONGEST_FILE_NAME, readingUploadedNetwork, type UploadedNetwork } from './uploaded-network.ts';

const STANDINGS: readonly Standing[] = ['equal', 'horizontal', 'vertical'];
const NATURES: readonly Nature[] = ['protection', 'interest'];
const BONDS: readonly Bond[] = ['weak', 'strong'];
const BOND_STRENGTH: Readonly<Record<Bond, number>> = { weak: 1, strong: 2 };

/** What an answer says of a tie, beside whose it is. */
const SAID = [
  'form',
  'bond',
  'strength',
  'standing',
  'dominant',
  'nature',
  'stage',
  'seenOn',
  'note',
] as const;
/** Answers of one institution among which the one that counts is looked for. */
const ANSWERS_LOOKED_AT = 2000;

/** One answer in the survey, as typed. `other` is an actor of the area; or `otherName` and `otherEntity` name a new one. */
export type TieAnswer = {
  readonly respondent: Id;
  readonly other: string;
  readonly otherName: string;
  readonly otherEntity: string;
  readonly form: string;
  readonly bond: string;
  readonly standing: string;
  /** Which of the two dominates: `us`, `them`, or neither (empty). Only where they do not stand level. */
  readonly dominates: string;
  readonly nature: string;
  readonly stage: string;
  readonly seenOn: string;
  readonly note: string;
};

function oneOf<Word extends string>(allowed: readonly Word[], text: string): Word | undefined {
  return allowed.find((word) => word === text);
}

/** A word that may be left out: null when empty, the refusal of its field when unknown. */
function optional<Word extends string>(
  field: string,
  allowed: readonly Word[],
  text: string,
): Word | null | Refusal {
  if (text === '') return null;
  return oneOf(allowed, text) ?? at(field, refuse('input.choice'));
}

/** Keeps an answer about a tie of an institution with another actor. A later answer about the same tie counts instead of it. */
export async function answerTie(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TieAnswer,
): Promise<Result<{ tie: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const respondent = await organizationById(tx, input.respondent);
    if (!respondent) return refused(refuse('access.not-found'));
    const area = villageOf(respondent.region);
    const by = mayAnswerFor(actor, respondent, await keepersOf(tx));
    if (isRefusal(by)) return refused(by);
    const other = await otherActor(tx, actor, area, input);
    const said = readAnswer(tx, input);
    if (isRefusal(other) || isRefusal(said)) {
      const issues = [isRefusal(other) ? [other] : [], isRefusal(said) ? (said.issues ?? [said]) : []].flat();
      return refused(together(issues) ?? refuse('input.invalid'));
    }
    const { form, bond, standing, nature, stage, dominates, seenOn, note } = said;
    const same = mustDiffer(respondent.id, other);
    if (same) return refused(at('other', same));
    const id = newId(tx.now);
    const tie: ToldTie = {
      id,
      batch: null,
      respondent: respondent.id,
      from: respondent.id,
      to: other,
      form,
      bond,
      strength: BOND_STRENGTH[bond],
      standing,
      dominant: dominates === 'us' ? respondent.id : dominates === 'them' ? other : null,
      nature,
      stage,
      seenOn,
      endedOn: null,
      note,
    };
    // The later answer about a tie counts: only to say again what counts already is a repetition.
    const told = await answersOf(tx, [respondent.id], ANSWERS_LOOKED_AT);
    const counting = told.find((one) => one.to === other && one.form === form);
    const repeated = notRepeated(counting ? [counting] : [], tie, SAID);
    if (repeated) return refused(repeated);
    await insertToldTies(tx, area, [tie], actor.person);
    await record(tx, acting(actor, by), {
      action: 'network.tie-answered',
      subjectType: 'network-tie',
      subjectId: id,
      region: respondent.region,
      summary: { form, stage },
      details: { respondent: respondent.id, other, bond, standing, dominates, nature, seenOn, note },
    });
    return ok({ tie: id });
  });
}

/** What was ticked and typed about a tie, beside who it is with. */
function readAnswer(tx: Tx, input: TieAnswer) {
  const form = oneOf(SURVEY_FORMS, input.form) ?? at('form', refuse('input.choice'));
  const bond = oneOf(BONDS, input.bond) ?? at('bond', refuse('input.choice'));
  const standing = optional('standing', STANDINGS, input.standing);
  const nature = optional('nature', NATURES, input.nature);
  const stage = optional('stage', TIE_STAGES, input.stage);
  const dominates = optional('dominates', ['us', 'them'], input.dominates);
  const seenOn = seenDay(tx, input.seenOn);
  const read = readRemark(input.note, 500);
  const note = isRefusal(read) ? at('note', read) : read;
  if (
    isRefusal(form) ||
    isRefusal(bond) ||
    isRefusal(standing) ||
    isRefusal(nature) ||
    isRefusal(stage) ||
    isRefusal(dominates) ||
    isRefusal(seenOn) ||
    isRefusal(note)
  ) {
    const issues = [form, bond, standing, nature, stage, dominates, seenOn, note].filter(isRefusal);
    return together(issues) ?? refuse('input.invalid');
  }
  return { form, bond, standing, nature, stage, dominates, seenOn, note };
}

/** The village a place lies in; the place itself where it is no village. */
function villageOf(region: RegionCode): RegionCode {
  return levelOf(region) === 'neighbourhood' ? ancestor(region, 'village') : region;
}

function seenDay(tx: Tx, text: string): string | Refusal {
  if (!isIsoDate(text)) return at('seenOn', refuse('input.date'));
  return text > tx.today
    ? at('seenOn', refuse('input.date-order', undefined, { from: '1900-01-01', to: tx.today }))
    : text;
}

/** The other actor of an answer: an institution, one named before in the area, or one named now. */
async function otherActor(
  tx: Tx,
  actor: Actor,
  area: RegionCode,
  input: Pick<TieAnswer, 'other' | 'otherName' | 'otherEntity'>,
): Promise<Id | Refusal> {
  if (input.other !== '') {
    if (!isId(input.other)) return at('other', refuse('input.choice'));
    const institution = (await organizationsById(tx, [input.other])).get(input.other);
    const named = await namedActorById(tx, area, input.other);
    return institution?.id ?? named?.id ?? at('other', refuse('input.choice'));
  }
  const name = readLine(input.otherName, 120);
  if (isRefusal(name))
    return oneLine(input.otherName) === '' ? at('other', refuse('input.required')) : at('otherName', name);
  const entity = oneOf(['person', 'institution'], input.otherEntity);
  if (!entity) return at('otherEntity', refuse('input.choice'));
  const ids = await nameActors(tx, area, [{ name, entity, pillar: null, kind: null }], actor.person);
  return ids.get(name) ?? at('otherName', refuse('input.invalid'));
}

/** Strikes an answer that was wrong: whoever may answer for the institution. */
export async function strikeTie(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { tie: Id },
): Promise<Result<{ tie: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const tie = await toldTieById(tx, input.tie);
    const respondent = tie?.respondent ? await organizationById(tx, tie.respondent) : undefined;
    if (!tie || !respondent) return refused(refuse('access.not-found'));
    const by = mayAnswerFor(actor, respondent, await keepersOf(tx));
    if (isRefusal(by)) return refused(by);
    await strikeTold(tx, { tie: tie.id });
    await record(tx, acting(actor, by), {
      action: 'network.tie-struck',
      subjectType: 'network-tie',
      subjectId: tie.id,
      region: respondent.region,
      summary: { form: tie.form },
    });
    return ok({ tie: tie.id });
  });
}

/** A network in a file, for an area. Actors whose names or ids are those of institutions of the area, or of offices above it, are taken for them; the others are new, and `others` when the file does not say. */
export type NetworkImport = UploadedNetwork & {
  readonly region: RegionCode;
  readonly others: 'person' | 'institution';
  /** Day on which ties without a date were seen. */
  readonly seenOn: string;
};

export type Imported = {
  readonly batch: Id;
  readonly actors: number;
  readonly matched: number;
  readonly ties: number;
  /** What was left out of the file, assumed or merged. */
  readonly notes: readonly ReadingNote[];
};

/**
 * Brings the ties of a file into an area, all or none. Whoever may not is refused before the file is read, which happens apart from the
 * server, within limits of time and memory; `waiting` says for whom.
 */
export async function importNetwork(
  runtime: Runtime,
  who: Actor | Visitor,
  input: NetworkImport,
  waiting: WaitingFor = { who: 'member' },
): Promise<Result<Imported>> {
  const importer = authorise(who, 'assessment:write');
  if (isRefusal(importer)) return refused(importer);
  const may = await runtime.read(importer.tenant, (tx) => mayImportInto(tx, importer, input.region));
  if (isRefusal(may)) return refused(may);
  const { fileName, content, choices, nodes } = input;
  const over = lengthOf(fileName) - LONGEST_FILE_NAME;
  if (over > 0)
    return refused(at('file', refuse('input.too-long', undefined, { limit: LONGEST_FILE_NAME, over })));
  const read = await runtime.analyse(readingUploadedNetwork, { fileName, content, choices, nodes }, waiting);
  if (!read.ok) return read;
  const outcome = read.value;
  if ('problem' in outcome) {
    const { code, line, params } = outcome.problem;
    const found = { ...params, problem: code, atLine: line ?? 0 };
    return refused(at(outcome.in, refuse('network.unreadable', undefined, found)));
  }
  const { network, notes } = outcome;
  if (network.ties.length === 0) return refused(at('file', refuse('input.no-lines')));
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const by = await mayImportInto(tx, actor, input.region);
    if (isRefusal(by)) return refused(by);
    const seenOn = seenDay(tx, input.seenOn);
    if (isRefusal(seenOn)) return refused(seenOn);
    const { ids, matched } = await placeActors(tx, actor, input, network);
    const batch = newId(tx.now);
    const merged = network.ties.find((tie) => ids.get(tie.from) === ids.get(tie.to));
    if (merged) {
      const found = { from: merged.from, to: merged.to };
      return refused(at('file', refuse('network.same-actor', undefined, found)));
    }
    const ties = network.ties.flatMap((tie): ToldTie[] => {
      const from = ids.get(tie.from);
      const to = ids.get(tie.to);
      if (!from || !to) return [];
      return [
        {
          id: newId(tx.now),
          batch,
          respondent: null,
          from,
          to,
          form: tie.form ?? 'work',
          bond: tie.bond,
          strength: tie.strength,
          standing: tie.standing,
          dominant: tie.dominant === null ? null : (ids.get(tie.dominant) ?? null),
          nature: tie.nature,
          stage: tie.stage,
          seenOn: tie.since ?? seenOn,
          endedOn: tie.until !== null && tie.until >= (tie.since ?? seenOn) ? tie.until : null,
          note: tie.note ?? '',
        },
      ];
    });
    const repeated = notRepeated(await importsLike(tx, input.region, ties), { ties: wholeOf(ties) }, [
      'ties',
    ]);
    if (repeated) return refused(at('file', repeated));
    await insertToldTies(tx, input.region, ties, actor.person);
    await record(tx, acting(actor, by), {
      action: 'network.imported',
      subjectType: 'network-import',
      subjectId: batch,
      region: input.region,
      summary: { ties: ties.length, actors: network.actors.length },
      details: {
        fileName: input.fileName,
        notes: notes.map(({ code, count }) => ({ code, count })),
      },
    });
    return ok({ batch, actors: network.actors.length, matched, ties: ties.length, notes });
  });
}

/** What ties say, whichever order they stand in: a file that says the same is the same file. */
function wholeOf(ties: readonly ToldTie[]): string {
  return ties
    .map((tie) => JSON.stringify([tie.from, tie.to, ...SAID.map((field) => tie[field]), tie.endedOn]))
    .toSorted()
    .join();
}

/** The imports of an area that are as large as a new one. */
async function importsLike(
  tx: Tx,
  region: RegionCode,
  ties: readonly ToldTie[],
): Promise<{ ties: string }[]> {
  const alike = (await importsIn(tx, region)).filter(
    (one) => one.region === region && one.ties === ties.length,
  );
  const whole = [];
  for (const { batch } of alike) whole.push({ ties: wholeOf(await tiesOfImport(tx, batch)) });
  return whole;
}

async function mayImportInto(tx: Tx, actor: Actor, code: RegionCode): Promise<Capacity | Refusal> {
  const region = await findRegion(tx, code);
  if (!region || (region.level !== 'village' && region.level !== 'district'))
    return at('region', refuse('network.area'));
  return mayImport(actor, code, await keepersOf(tx));
}

/** The places that a place lies in, without itself: of a village its district, city and province. */
export function placesAbove(region: RegionCode): RegionCode[] {
  const parts = region.split('.');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('.'));
}

async function placeActors(
  tx: Tx,
  actor: Actor,
  input: NetworkImport,
  network: Network,
): Promise<{ ids: ReadonlyMap<string, Id>; matched: number }> {
  const institutions = [
    ...(await organizationsAt(tx, placesAbove(input.region))),
    ...(await allOrganizationsIn(tx, input.region, 5000)),
  ];
  const known = new Map<string, Id>([
    ...institutions.map((one): [string, Id] => [nameKey(one.name), one.id]),
    ...institutions.map((one): [string, Id] => [one.id, one.id]),
  ]);
  const ids = new Map<string, Id>();
  const fresh: { key: string; named: Omit<NamedActor, 'id' | 'region'> }[] = [];
  for (const one of network.actors) {
    const found = known.get(nameKey(one.id)) ?? known.get(nameKey(one.label));
    if (found) ids.set(one.id, found);
    else fresh.push({ key: one.id, named: namedFrom(one, input.others) });
  }
  const written = await nameActors(
    tx,
    input.region,
    [...new Map(fresh.map(({ named }) => [named.name, named])).values()],
    actor.person,
  );
  for (const { key, named } of fresh) {
    const id = written.get(named.name);
    if (id) ids.set(key, id);
  }
  return { ids, matched: network.actors.length - fresh.length };
}

function namedFrom(one: ActorInput, others: 'person' | 'institution'): Omit<NamedActor, 'id' | 'region'> {
  return {
    name: oneLine(one.label ?? one.id) || oneLine(one.id),
    entity: one.entity ?? others,
    pillar: one.pillar ?? null,
    kind: one.kind ?? null,
  };
}

/** Takes an imported file out again. */
export async function strikeImport(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { batch: Id; region: RegionCode },
): Promise<Result<{ struck: number }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const by = mayImport(actor, input.region, await keepersOf(tx));
    if (isRefusal(by)) return refused(by);
    const struck = await strikeTold(tx, { batch: input.batch, region: input.region });
    if (struck === 0) return refused(refuse('access.not-found'));
    await record(tx, acting(actor, by), {
      action: 'network.import-struck',
      subjectType: 'network-import',
      subjectId: input.batch,
      region: input.region,
      summary: { ties: struck },
    });
    return ok({ struck });
  });
}
