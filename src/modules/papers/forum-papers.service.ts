import type { Actor, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { writtenWeekday } from '#kernel/office-words.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type Organization, organizationsAt, signatoryOn } from '#modules/actors/index.ts';
import {
  elementLabel,
  type ForumOverview,
  forumOverview,
  invitedIn,
  SEATS,
  sealedMinutes,
} from '#modules/deliberation/index.ts';
import { forumKind, partiesOf } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { personCode } from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { decisionBody } from './forms/decision-letter.ts';
import { agendaTable, invitationBody } from './forms/invitation.ts';
import {
  attendanceTable,
  type MinutesWords,
  minutesAnnexes,
  minutesBody,
  type NamedAttendance,
} from './forms/minutes.ts';
import { headFor } from './letterhead.service.ts';
import { fileNameOf, type Letterhead, type Paper, type PaperWriter, type Signer } from './paper.ts';
import { capacityOf, type PaperSetting, seenAt, signedAt } from './setting.ts';

/** Lines that stay free beneath those who were invited by name. */
const FREE_LINES = 5;

type Office = {
  readonly letterhead: Letterhead;
  readonly office: string;
  readonly region: string;
  readonly writer: PaperWriter | undefined;
};

/** The office that holds a forum: the one that sealed it, or calls it. */
async function officeOf(
  tx: Tx,
  setting: PaperSetting,
  { program, forum, place }: Pick<ForumOverview, 'program' | 'forum' | 'place'>,
  sealedBy?: { readonly office: string; readonly organization: Organization | undefined },
): Promise<Office> {
  const conveners = forumKind(program.model, forum.forum).conveners;
  const office = sealedBy?.office || (conveners[0] ?? '');
  const party = partiesOf(program.model).find((one) => one.offices.some((each) => each.office === office));
  const stands =
    sealedBy?.organization ??
    (await organizationsAt(tx, [forum.region])).find((one) => one.kind === party?.kind);
  const writes = stands ?? { name: `${party?.label.id ?? ''} ${place}`.trim(), region: forum.region };
  return {
    letterhead: await headFor(tx, 'government', setting, writes),
    office,
    region: writes.region,
    writer: stands,
  };
}

/** Who signs for an office on a day: by name for whoever may read it, and with whose place is taken. */
async function signerFor(
  tx: Tx,
  program: Program,
  { office, region }: Office,
  day: IsoDate,
  named: boolean,
  suffix = '',
): Promise<Signer> {
  const holds = await signatoryOn(tx, [office], region, day);
  const capacity = capacityOf(program.model, office, holds?.acting ?? null);
  return { capacity: `${capacity}${suffix}`, name: named ? (holds?.name ?? '') : '' };
}

function wordsOf(program: Program, forum: ForumOverview['forum'], setting: PaperSetting): MinutesWords {
  const { outcomes } = forumKind(program.model, forum.forum);
  return {
    program: { short: program.model.short, title: program.model.title.id, year: program.fiscalYear },
    outcomes: new Map(outcomes.map((one) => [one.id, one.label.id])),
    ruleName: setting.ruleName,
    timeZone: setting.timeZone,
  };
}

/** What both papers of a sealed forum rest on. */
async function sealedForum(tx: Tx, viewer: Actor | Visitor, id: Id, setting: PaperSetting) {
  const sealed = await sealedMinutes(tx, viewer, id);
  if (isRefusal(sealed)) return sealed;
  const { program, forum, open, whole, entry, office } = sealed;
  const holds = await officeOf(tx, setting, sealed, { office: entry?.office ?? '', organization: office });
  const day = open.sittings.at(-1)?.day ?? open.calledFor;
  return { program, forum, open, whole, holds, day, words: wordsOf(program, forum, setting) };
}

/** The minutes of a sealed forum with their annexes; refused until they are sealed. Names stand in them for those who may read them. */
export async function minutesPaper(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const found = await sealedForum(tx, viewer, id, setting);
  if (isRefusal(found)) return found;
  const { program, forum, open, whole, holds, day, words } = found;
  const units = new Map(
    Object.values(forum.rolls)
      .flat()
      .map((unit) => [unit.unit, unit.label]),
  );
  const attendance = whole?.sittings.map((sitting) =>
    sitting.attendance.map(
      (one): NamedAttendance => ({
        name: one.name,
        represents: one.unit === null ? one.represents : (units.get(one.unit) ?? one.unit),
        power: one.power ?? '',
      }),
    ),
  );
  const signer = await signerFor(tx, program, holds, day, whole !== undefined, ' selaku pimpinan musyawarah');
  return {
    fileName: fileNameOf('berita-acara', open.name, open.regionName, day),
    size: setting.size,
    letterhead: holds.letterhead,
    writer: holds.writer,
    title: [
      'Berita acara',
      `${open.name} ${open.regionName}`,
      `${words.program.title} (${words.program.short})`,
      `Tahun ${words.program.year}`,
    ],
    number: setting.issued?.number,
    body: [
      ...minutesBody(open, words),
      {
        is: 'signatures',
        signers: [{ capacity: 'Wakil peserta musyawarah', name: '' }, signedAt(setting, day, signer)],
      },
    ],
    annexes: minutesAnnexes(open, attendance, words),
    seen: seenAt(setting, `musyawarah/${id}/berita-acara`),
  };
}

/** The letter that sets what a sealed forum agreed; refused until it is sealed, and where nothing was agreed. */
export async function decisionPaper(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const found = await sealedForum(tx, viewer, id, setting);
  if (isRefusal(found)) return found;
  const { program, open, whole, holds, day, words } = found;
  const agreed = minutesAnnexes(open, undefined, words)[1];
  if (open.agreed.length === 0 || !agreed) return refuse('access.not-found');
  const signer = await signerFor(tx, program, holds, day, whole !== undefined);
  return {
    fileName: fileNameOf('keputusan', open.name, open.regionName, day),
    size: setting.size,
    letterhead: holds.letterhead,
    writer: holds.writer,
    title: [
      `Keputusan ${signer.capacity} ${open.regionName}`,
      'tentang',
      `Penetapan usulan hasil ${open.name} tahun ${words.program.year}`,
    ],
    number: setting.issued?.number ?? '………………………………',
    body: [
      ...decisionBody(open, words, `${signer.capacity} ${open.regionName}`),
      { is: 'signatures', signers: [signedAt(setting, setting.issued?.on, signer)] },
    ],
    annexes: [{ ...agreed, title: 'Lampiran: Usulan yang disetujui' }],
    seen: seenAt(setting, `musyawarah/${id}/berita-acara`),
  };
}

/** The letter that invites to a forum, with its agenda; everybody may read it. */
export async function invitationPaper(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const found = await forumOverview(tx, viewer, id);
  if (isRefusal(found)) return found;
  const { forum, program, place, waiting } = found;
  const rules = forumKind(program.model, forum.forum);
  const holds = await officeOf(tx, setting, found);
  const signer = await signerFor(tx, program, holds, tx.today, found.people !== undefined);
  const places = await namesOf(
    tx,
    waiting.map((one) => one.place),
  );
  const label = (element: string) => elementLabel(program.model, rules, element).id;
  const agenda = waiting.map((one) => ({
    title: one.title,
    proposer: one.organizationName ?? personCode(one.id),
    place: places.get(one.place) ?? one.place,
    requested: one.requested,
  }));
  const title = `${rules.label.id} ${place}`;
  return {
    fileName: fileNameOf('undangan', title, forum.calledFor),
    size: setting.size,
    letterhead: holds.letterhead,
    writer: holds.writer,
    title: [],
    body: [
      ...invitationBody({
        title,
        number: setting.issued?.number,
        program: { title: program.model.title.id, year: program.fiscalYear },
        basis: program.model.legal.find((one) => one.id === rules.basis)?.cite ?? '',
        day: forum.calledFor,
        startsAt: forum.startsAt,
        timeZone: setting.timeZone,
        place: forum.place,
        elements:
          rules.by === undefined ? rules.quorum.elements.map((one) => label(one.element)) : [label(SEATS)],
        proxies: rules.quorum.proxies !== undefined,
        agenda,
      }),
      { is: 'signatures', signers: [signedAt(setting, setting.issued?.on, signer)] },
    ],
    annexes:
      agenda.length > 0
        ? [{ title: 'Lampiran: Usulan yang dibahas', lies: 'upright', body: [agendaTable(agenda)] }]
        : [],
    seen: seenAt(setting, `musyawarah/${id}`),
  };
}

/**
 * The sheet of attendance: before and in a forum those who are invited, to be signed, with free lines; once it is sealed
 * those who came. Holds names: only for those who may read them.
 */
export async function attendancePaper(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const found = await forumOverview(tx, viewer, id);
  if (isRefusal(found)) return found;
  if (!found.people) return refuse('access.not-found');
  const { forum, program, place } = found;
  const rules = forumKind(program.model, forum.forum);
  const holds = await officeOf(tx, setting, found);
  const title = `${rules.label.id} ${place}`;
  const label = (element: string) => elementLabel(program.model, rules, element).id;
  const groups = forum.state === 'sealed' ? cameBy(found, label) : await invitedBy(tx, found, label);
  const signer = await signerFor(tx, program, holds, forum.calledFor, true);
  return {
    fileName: fileNameOf('daftar-hadir', title, forum.calledFor),
    size: setting.size,
    letterhead: holds.letterhead,
    writer: holds.writer,
    title: ['Daftar hadir', title],
    body: [
      {
        is: 'facts',
        rows: [
          ['Hari, tanggal', writtenWeekday(dayIn(setting.timeZone, forum.startsAt))],
          ['Tempat', forum.place],
        ],
      },
      ...groups.flatMap(([element, people]) => [
        { is: 'heading' as const, text: element },
        attendanceTable(people),
      ]),
      { is: 'signatures', signers: [signedAt(setting, setting.issued?.on, signer)] },
    ],
    annexes: [],
    ...(setting.issued ? { number: setting.issued.number, seen: seenAt(setting, '') } : {}),
  };
}

type Label = (element: string) => string;
type Groups = readonly (readonly [string, readonly NamedAttendance[]])[];

function cameBy({ people, forum }: ForumOverview, label: Label): Groups {
  const units = new Map(
    Object.values(forum.rolls)
      .flat()
      .map((unit) => [unit.unit, unit.label]),
  );
  return [...Map.groupBy(people ?? [], (one) => label(one.element))].map(([element, list]) => [
    element,
    list.map((one) => ({
      name: one.name,
      represents: one.unit === null ? element : (units.get(one.unit) ?? element),
      power: one.proxyPaper ?? '',
    })),
  ]);
}

async function invitedBy(tx: Tx, { program, forum }: ForumOverview, label: Label): Promise<Groups> {
  const rules = forumKind(program.model, forum.forum);
  const invited = await invitedIn(tx, program, forum);
  const free: NamedAttendance = { name: '', represents: '', power: '' };
  const groups = rules.quorum.elements.map(({ element, roll }): [string, NamedAttendance[]] => {
    const named = invited.filter((one) => one.element === element);
    const units = new Set(named.map((one) => one.unit));
    const others = roll === undefined ? [] : forum.rolls[roll].filter((unit) => !units.has(unit.unit));
    return [
      label(element),
      [
        ...named.map((one) => ({
          name: one.name,
          represents: `${capacityOf(program.model, one.office)}, ${one.institution}`,
          power: '',
        })),
        ...others.map((unit) => ({ name: '', represents: unit.label, power: '' })),
        ...(roll === undefined ? Array.from({ length: FREE_LINES }, () => free) : []),
      ],
    ];
  });
  const seats = forum.seated?.get(forum.sitting) ?? [];
  return [
    ...groups,
    ...(seats.length === 0
      ? []
      : [
          [
            label(SEATS),
            seats.map((one) => ({ name: one.name ?? '', represents: label(one.seat), power: '' })),
          ] as const,
        ]),
    [rules.others.id, Array.from({ length: FREE_LINES }, () => free)],
  ];
}
