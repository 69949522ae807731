import type { Id } from '#kernel/id.ts';
import { flattened } from '#modules/fields/index.ts';
import { answerFiling } from '#modules/filings/index.ts';
import { stateOffer } from '#modules/matching/index.ts';
import { owedByParty } from '#modules/obligations/index.ts';
import { keepPriorities } from '#modules/priorities/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { must } from '../acting.ts';
import { pick } from '../chance.ts';
import type { Giver, Giving } from './giving.ts';
import type { ToldNeed } from './needs-story.ts';

/** How many activities a plan has. */
const LINES = 3;

/** What a third of the companies mean to do from year to year. */
const ROAD_MAP =
  'Tahun pertama memenuhi sarana dasar di kelurahan sekitar perusahaan, tahun kedua melatih pengelolanya, tahun ketiga pengelolaan diserahkan kepada warga.';

/** A company whose plan the Forum approved, with the needs that it had in mind. */
export type Planned = { readonly giver: Giver; readonly needs: readonly Id[] };

/** What an institution owes of a kind, as the records have it. */
export async function owedOf(giving: Giving, party: Id, kind: string): Promise<Id | undefined> {
  const owed = await giving.runtime.read(giving.tenant, (tx) => owedByParty(tx, party));
  return owed.find((one) => one.kind === kind)?.id;
}

/**
 * Plans of the year, each written by an officer and set by the board. The Forum has approved most of them; one company in
 * seven has never sent one, though its day is over. Answers the companies whose money stands.
 */
export async function planTheYear(
  giving: Giving,
  companies: readonly Giver[],
  needs: readonly ToldNeed[],
): Promise<readonly Planned[]> {
  const approved: Planned[] = [];
  await keepCityPriorities(giving);
  for (const [i, company] of companies.entries()) {
    if (sendsNoPlan(i)) continue;
    const offered = await offerAndPlan(giving, company, needs);
    if (offered && i === RETURNED) await returnForPriorities(giving, offered.filing);
    if (offered && i % 8 !== 5) {
      must(
        await answerFiling(giving.runtime, giving.secretary, {
          filing: offered.filing,
          outcome: 'accept',
          remark: '',
        }),
      );
      approved.push({ giver: company, needs: offered.needs });
    }
  }
  return approved;
}

/** The company whose plan comes back from the Forum with a remark on a line. */
const RETURNED = 5;

/** What the city gives priority to this year, as its economy division keeps it. */
async function keepCityPriorities({ runtime, giving: program, economy }: Giving): Promise<void> {
  const lines = [
    ['Pendidikan', 'Ruang kelas dan bacaan yang layak bagi setiap anak'],
    ['Kesehatan', 'Air bersih dan kesehatan ibu dan anak di kelurahan padat'],
    ['Kemakmuran', 'Usaha kecil naik kelas dan berizin'],
    ['Lingkungan hidup', 'Sampah selesai di kelurahan'],
    ['Olahraga', 'Lapangan terbuka di setiap kecamatan'],
    ['Seni budaya', 'Sanggar seni yang aktif'],
  ].map(([entry, title]) => `${entry};${title};`);
  must(
    await keepPriorities(runtime, economy, {
      program: program.slug,
      year: String(program.fiscalYear),
      source: `Program prioritas RKPD ${program.fiscalYear} (contoh)`,
      text: ['kegiatan;prioritas;kecamatan', ...lines].join('\n'),
    }),
  );
}

/** The Forum lays a plan beside the priorities and sends it back with what one line lacks. */
async function returnForPriorities({ runtime, secretary }: Giving, filing: Id): Promise<void> {
  must(
    await answerFiling(runtime, secretary, {
      filing,
      outcome: 'return',
      remark: 'Satu baris belum selaras dengan prioritas kota.',
      lines: [
        {
          line: 1,
          verdict: 'adjust',
          priority: '',
          remark: 'Sasarannya sudah dibiayai program lain di kelurahan yang sama. Pilih kelurahan lain.',
        },
      ],
    }),
  );
}

/** Whether the company at a place of the list never sends a plan. */
export function sendsNoPlan(place: number): boolean {
  return place % 7 === 6;
}

async function offerAndPlan(
  giving: Giving,
  company: Giver,
  needs: readonly ToldNeed[],
): Promise<{ readonly filing: Id; readonly needs: readonly Id[] } | undefined> {
  const { runtime, giving: program } = giving;
  const obligation = await owedOf(giving, company.id, 'rencana');
  if (obligation === undefined) return undefined;
  const fitting = needs.filter((one) => company.fields.includes(one.field));
  const first = pick(Math.max(1, fitting.length - LINES), 'lines', company.name);
  const meant = fitting.slice(first, first + LINES);
  // What a plan foresees is a little more than what was asked for.
  const lines = meant.map((need) => ({
    kegiatan: need.template.scope,
    lokasi: need.village.code,
    sasaran: `Warga ${need.village.name}`,
    kuantitas: need.template.people,
    satuan: 'orang',
    tujuan: need.template.need,
    biaya: String(
      (Number(need.template.total) * (105 + pick(20, 'cost', need.id.length, company.name))) / 100,
    ),
    permohonan: '',
  }));
  must(
    await stateOffer(runtime, company.officer, {
      program: program.slug,
      organization: company.id,
      amount: String(lines.reduce((sum, one) => sum + Number(one.biaya), 0)),
      fields: company.fields,
      places: company.district === '' ? [] : [company.district],
      forms: [],
    }),
  );
  const content = flattened({
    ditetapkan: giving.dayAt(0.15),
    surat: `${pick(90, 'letter', company.name) + 10}/DIR/${program.fiscalYear}`,
    ...(pick(3, 'road map', company.name) === 0 ? { 'peta-jalan': ROAD_MAP } : {}),
    rincian: lines,
  });
  const { filing } = must(await handIn(runtime, company.officer, { obligation, content }));
  must(await answerFiling(runtime, company.head, { filing, outcome: 'accept', remark: '' }));
  return { filing, needs: meant.map((one) => one.id) };
}
