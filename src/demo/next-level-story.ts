import type { Actor } from '#kernel/actor.ts';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { proposalKind } from '#modules/models/index.ts';
import { followUp, proposalById } from '#modules/proposals/index.ts';
import { actorOf, must } from './acting.ts';
import { officerOf } from './city.ts';
import type { Told } from './proposals-story.ts';
import type { Telling } from './telling.ts';

/** What a forum above says of one proposal: that an agency is to bear it, or the forum above itself. */
type Said = { readonly one: Told; readonly outcome: string; readonly reason: string };

/** What agencies answer on the first and the second that is passed on to one. */
const ANSWERS = [
  { answer: 'dianggarkan', remark: 'Masuk Rencana Kerja tahun depan bersama usulan sejenis.' },
  {
    answer: 'tidak-dapat',
    remark: 'Sudah dibiayai program lain bagi penerima yang sama tahun ini.',
  },
];

/**
 * The kecamatan sits on what its kelurahan passed on: agencies are to bear the first ones, and answer; what concerns the
 * whole city goes up. Answers what went up. Nothing happens where the model knows no forum above.
 */
export async function sitAbove(telling: Telling, passedOn: readonly Told[]): Promise<readonly Told[]> {
  if (!knows(telling, 'kecamatan') || passedOn.length === 0) return [];
  const up: Told[] = [];
  for (const code of new Set(passedOn.map((one) => one.village.code.slice(0, 8)))) {
    const ours = passedOn.filter((one) => one.village.code.startsWith(code));
    telling.at(0.39);
    const camat = actorOf(telling, officerOf(telling.city, 'kecamatan', code, 'camat'));
    const answered = ours.slice(0, ANSWERS.length);
    const said = ours.map(
      (one): Said =>
        answered.includes(one)
          ? { one, outcome: 'dinas', reason: 'Sesuai dengan bidang dan rencana perangkat daerah.' }
          : { one, outcome: 'kota', reason: 'Menyangkut lebih dari satu kecamatan.' },
    );
    const people = ['kelurahan', 'community-leader', 'women-leader'];
    await sit(telling, camat, { forum: 'kecamatan', region: code, place: 'Aula kecamatan', people }, said);
    for (const [i, one] of answered.entries()) {
      telling.at(0.395 + 0.002 * i);
      await answer(telling, one, ANSWERS[i] ?? { answer: '', remark: '' });
    }
    up.push(...ours.filter((one) => !answered.includes(one)));
  }
  return up;
}

/** The city sits on what went up to it, days before somebody looks: it lies with agencies that have not answered yet. */
export async function sitForTheCity(telling: Telling, up: readonly Told[]): Promise<void> {
  if (up.length === 0) return;
  telling.at(0.98);
  const { region } = telling.file;
  const setda = actorOf(telling, officerOf(telling.city, 'sekretariat-daerah', region, 'setda'));
  const reason = 'Disepakati masuk rencana perangkat daerah; menunggu jawabannya.';
  const said = up.map((one): Said => ({ one, outcome: 'dinas', reason }));
  const people = ['kecamatan', 'dinas'];
  await sit(telling, setda, { forum: 'kota', region, place: 'Balai Kota', people }, said);
}

function knows({ program }: Telling, forum: string): boolean {
  return program.model.forums.some((one) => one.forum === forum);
}

async function sit(
  { runtime, program }: Telling,
  who: Actor,
  where: {
    readonly forum: string;
    readonly region: string;
    readonly place: string;
    readonly people: readonly string[];
  },
  said: readonly Said[],
): Promise<void> {
  const { people, ...called } = where;
  const startsAt = runtime.clock.now();
  const { forum } = must(await scheduleForum(runtime, who, { program: program.slug, ...called, startsAt }));
  must(await openForum(runtime, who, { forum }));
  must(
    await recordAttendance(runtime, who, {
      forum,
      people: people.map((element) => ({ element, unit: null, name: `Utusan ${element}` })),
    }),
  );
  for (const { one, outcome, reason } of said) {
    must(await decideProposal(runtime, who, { forum, proposal: one.proposal, outcome, amount: '', reason }));
  }
  must(await sealForum(runtime, who, { forum }));
}

/** The agency on whose desk it lies answers in public. */
async function answer(
  telling: Telling,
  { proposal }: Told,
  said: { readonly answer: string; readonly remark: string },
): Promise<void> {
  const { runtime, tenant, city, file, program } = telling;
  const found = await runtime.read(tenant, (tx) => proposalById(tx, proposal));
  const rule =
    found && proposalKind(program.model, found.kind).followUp.find((one) => one.step === found.followUp[0]);
  const head = city.officers.find(
    (one) => rule?.offices.includes(one.office) && one.organization.region === file.region,
  );
  if (!head) throw new Error(`no agency was asked about ${proposal}`);
  must(await followUp(runtime, actorOf(telling, head), { proposal, files: [], ...said }));
}
