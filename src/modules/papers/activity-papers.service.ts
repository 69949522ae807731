import type { Actor, Visitor } from '#kernel/actor.ts';
import { dayIn, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type ActivityFacts, activityFacts } from '#modules/activities/index.ts';
import { asCalledOn, type Organization, signatoryOn } from '#modules/actors/index.ts';
import { cellKey, linesIn, type NamedAnswer } from '#modules/fields/index.ts';
import { type FilingOverview, filingLabel, filingOverview, stepsOf } from '#modules/filings/index.ts';
import { partiesOf } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import {
  activityFactsBlock,
  expenseBlocks,
  handoverBody,
  participationBlocks,
  progressBody,
  realisationTable,
  realisedContributions,
} from './forms/activity.ts';
import { reportLines, reportTexts } from './forms/report.ts';
import { headFor } from './letterhead.service.ts';
import { type Block, fileNameOf, type Letterhead, type Paper, type Signer } from './paper.ts';
import { progressPhotos } from './progress-photos.ts';
import { capacityOf, type PaperSetting, seenAt, signedAt } from './setting.ts';

type Writes = { readonly letterhead: Letterhead; readonly signer: Signer };

/** The institution that writes, as it was called on a day, with the head of it; by name for whoever may read it. */
async function writing(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
  now: Organization,
  day: IsoDate,
  setting: PaperSetting,
): Promise<Writes> {
  const institution = await asCalledOn(tx, now, new Date(`${day}T12:00:00Z`));
  const head =
    partiesOf(program.model).find((one) => one.kind === institution.kind)?.offices[0]?.office ?? '';
  const holds = await signatoryOn(tx, [head], institution.region, day, institution.id);
  const named = seesWithheld(viewer, 'person', { place: institution.region, organization: institution.id });
  return {
    letterhead: await headFor(tx, 'institution', setting, institution),
    signer: {
      capacity: `${capacityOf(program.model, head, holds?.acting ?? null)} ${institution.name}`,
      name: named ? (holds?.name ?? '') : '',
    },
  };
}

function titleOf({ model, fiscalYear }: Program): string {
  return `${model.title.id} (${model.short}) tahun ${fiscalYear}`;
}

function photoAnnex(told: ActivityFacts): Paper['annexes'] {
  const photos = progressPhotos(told);
  return photos.length === 0
    ? []
    : [{ title: 'Lampiran: Dokumentasi', lies: 'upright', body: [{ is: 'photos', photos }] }];
}

/** How far an activity is, with its photos; everybody may read it. */
export async function progressPaper(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const told = await activityFacts(tx, viewer, id);
  if (isRefusal(told)) return told;
  const { activity, program, organization } = told;
  const { letterhead, signer } = await writing(tx, viewer, program, organization, tx.today, setting);
  return {
    fileName: fileNameOf('laporan-kemajuan', activity.title, tx.today),
    size: setting.size,
    letterhead,
    writer: organization,
    number: setting.issued?.number,
    title: ['Laporan kemajuan kegiatan', activity.title],
    body: [
      ...progressBody(told, titleOf(program)),
      { is: 'signatures', signers: [signedAt(setting, tx.today, signer)] },
    ],
    annexes: photoAnnex(told),
    seen: seenAt(setting, `kegiatan/${id}`),
  };
}

/** The handover of an activity (BAST); refused until it was handed over. */
export async function handoverPaper(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const told = await activityFacts(tx, viewer, id);
  if (isRefusal(told)) return told;
  const { activity, program, organization, persons } = told;
  if (activity.handedOverOn === null) return refuse('access.not-found');
  const { letterhead } = await writing(tx, viewer, program, organization, activity.handedOverOn, setting);
  // An office or institution takes over; who puts the name for it is known when it is signed.
  const takes: Signer = {
    capacity: ['PIHAK KEDUA', persons?.handedOverTo].filter(Boolean).join(', '),
    name: '',
  };
  const gives: Signer = { capacity: 'PIHAK PERTAMA', name: persons?.responsible ?? '' };
  return {
    fileName: fileNameOf('berita-acara-serah-terima', activity.title, activity.handedOverOn),
    size: setting.size,
    letterhead,
    writer: organization,
    number: setting.issued?.number,
    title: ['Berita acara serah terima', activity.title],
    body: [
      ...handoverBody(told, titleOf(program)),
      { is: 'signatures', signers: [takes, signedAt(setting, activity.handedOverOn, gives)] },
    ],
    annexes: photoAnnex(told),
    seen: seenAt(setting, `kegiatan/${id}`),
  };
}

/**
 * A filing as a paper: of an activity its account (LPJ) with what was spent line by line, receipts, contributions, participants
 * and photos; of any other what was written into it. As much of it as its reader may see. Source: context, Paper.
 */
export async function reportPaper(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const found = await filingOverview(tx, viewer, id);
  if (isRefusal(found)) return found;
  const { filing, program, organization, about, fieldAnswers } = found;
  if (!fieldAnswers || filing.submittedAt === null) return refuse('access.not-found');
  const day = dayIn(setting.timeZone, filing.submittedAt);
  const { letterhead, signer } = await writing(tx, viewer, program, organization, day, setting);
  const name = filingLabel(program.model, filing.kind).id;
  const period = setting.occasion(filing.occasion);
  const title = about?.told.activity.title ?? [organization.name, period].filter(Boolean).join(', ');
  const said = new Map(fieldAnswers.map((one): [string, string] => [one.field.key, setting.answer(one)]));
  return {
    fileName: fileNameOf(name, title),
    size: setting.size,
    letterhead,
    writer: organization,
    number: setting.issued?.number,
    title: [name, title],
    body: [
      about
        ? activityFactsBlock(about.told, titleOf(program))
        : {
            is: 'facts',
            rows: [
              ['Program', titleOf(program)],
              ['Lembaga', organization.name],
              ...(period === '' ? [] : [['Masa laporan', period] as const]),
            ],
          },
      ...reportTexts(fieldAnswers.filter(isWhole(found)), setting.answer),
      ...(about ? accounted(about.told) : []),
      { is: 'signatures', signers: [...acceptedBy(found), signedAt(setting, day, signer)] },
    ],
    annexes: [
      ...found.written.flatMap((field) =>
        field.type !== 'lines'
          ? []
          : reportLines(
              field,
              linesIn(field, filing.content).map((line) =>
                field.columns.map(({ key }) => said.get(cellKey(field.key, line, key)) ?? ''),
              ),
            ),
      ),
      ...(about ? photoAnnex(about.told) : []),
    ],
    seen: seenAt(setting, `laporan/${id}`),
  };
}

/** Answers to fields as they are asked, not to cells of their lines. */
function isWhole({ written }: Pick<FilingOverview, 'written'>): (one: NamedAnswer) => boolean {
  const keys = new Set(written.map((field) => field.key));
  return ({ field }) => keys.has(field.key);
}

function accounted(told: ActivityFacts): Block[] {
  const contributions = realisedContributions(told);
  return [
    { is: 'heading', text: 'Realisasi anggaran' },
    realisationTable(told),
    { is: 'heading', text: 'Bukti belanja' },
    ...expenseBlocks(told),
    ...(contributions.length > 0 ? [{ is: 'heading' as const, text: 'Swadaya' }, ...contributions] : []),
    ...participationBlocks(told, 'Peserta'),
  ];
}

/** The steps through which it was accepted, each to be signed. */
function acceptedBy({ filing, program }: FilingOverview): Signer[] {
  return stepsOf(program.model, filing)
    .slice(0, 2)
    .map((step) => ({ capacity: `Mengetahui, ${step.label.id}`, name: '' }));
}
