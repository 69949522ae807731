import type { Actor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import {
  adjournForum,
  decideProposal,
  openForum,
  recordAttendance,
  resumeForum,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { rankProposals } from '#modules/proposals/index.ts';
import { actorOf, must } from './acting.ts';
import { type Granted, leaveVoteOpen, voteInForum } from './ballots-story.ts';
import { type DemoVillage, officerOf } from './city.ts';
import type { Story } from './city-file.ts';
import { storyOf, type Told } from './proposals-story.ts';
import type { Telling } from './telling.ts';

/** The forum that decides first: others above it sit on what it passes on. */
function firstForumOf({ model }: Program): string | undefined {
  return model.proposals[0]?.forum;
}

export type Funded = Told & { readonly amount: bigint };

/** What became of the proposals in the forums that decide first. */
export type Decided = { readonly funded: readonly Funded[]; readonly passedOn: readonly Told[] };

export async function holdForums(telling: Telling, told: readonly Told[]): Promise<Decided> {
  const funded: Funded[] = [];
  const passedOn: Told[] = [];
  const villages = telling.city.villages.filter(
    (village) =>
      !['submitted', 'voting', 'no-quorum'].includes(storyOf(telling, village)) &&
      told.some((one) => one.village.code === village.code),
  );
  for (const [i, village] of villages.entries()) {
    const story = storyOf(telling, village);
    const lurah = actorOf(telling, officerOf(telling.city, 'kelurahan', village.code, 'lurah'));
    const ours = told.filter((one) => one.village.code === village.code);
    const part = (n: number) => 0.21 + (0.17 * n) / villages.length;
    const now = telling.at(part(i));
    const startsAt = story === 'preparing' ? thisEvening(telling) : now;
    const { forum } = must(
      await scheduleForum(telling.runtime, lurah, {
        program: telling.program.slug,
        forum: firstForumOf(telling.program),
        region: village.code,
        place: `Balai ${village.neighbourhoods[1]?.name ?? 'RW 01'}`,
        startsAt,
      }),
    );
    if (story === 'preparing') continue;
    must(await openForum(telling.runtime, lurah, { forum }));
    must(await recordAttendance(telling.runtime, lurah, { forum, people: attendees(village, story) }));
    const asTold = telling.file.stories.find((one) => one.village === village.name);
    const counted = asTold?.vote === 'counted';
    const chosen = counted ? await voteInForum({ ...telling, lurah, forum, ours }) : undefined;
    for (const [n, one] of ours.entries()) {
      if (asTold?.sat === 'twice' && n === Math.ceil(ours.length / 2)) {
        await sitAgain(telling, lurah, forum, part(i + 0.5), attendees(village, story));
      }
      const decision = chosen
        ? decisionAfterVote(one, chosen)
        : asTold?.passesOn && n % 2 === 1
          ? PASSED_ON
          : decisionFor(one, n, ours);
      must(await decideProposal(telling.runtime, lurah, { forum, proposal: one.proposal, ...decision }));
      if (decision.outcome === 'fund') funded.push({ ...one, amount: BigInt(decision.amount) });
      if (decision.outcome === 'escalate') passedOn.push(one);
    }
    must(await sealForum(telling.runtime, lurah, { forum }));
    await rank(telling, ours);
  }
  return { funded, passedOn };
}

/** The hall is needed for something else: the forum rises, and goes on another day with those who come then. */
async function sitAgain(
  telling: Telling,
  lurah: Actor,
  forum: Id,
  part: number,
  people: ReturnType<typeof attendees>,
): Promise<void> {
  const { runtime } = telling;
  const reason = 'Balai dipakai warga sesudah pukul empat; sisa usulan dibahas pada sidang berikutnya.';
  must(await adjournForum(runtime, lurah, { forum, reason, resumesOn: telling.dayAt(part) }));
  telling.at(part);
  must(await resumeForum(runtime, lurah, { forum }));
  must(await recordAttendance(runtime, lurah, { forum, people }));
}

async function rank(telling: Telling, ours: readonly Told[]): Promise<void> {
  const [first] = ours;
  if (!first) return;
  const same = ours.filter((one) => one.proposer.organization.id === first.proposer.organization.id);
  must(
    await rankProposals(telling.runtime, actorOf(telling, first.proposer), {
      program: telling.program.slug,
      organization: first.proposer.organization.id,
      order: same.map((one) => one.proposal),
    }),
  );
}

/** Half past seven in the evening of the day on which somebody looks: whoever tries the demo may open it. */
function thisEvening(telling: Telling): Date {
  return new Date(`${dayIn(telling.file.timeZone, telling.end)}T12:30:00Z`);
}

function attendees(village: DemoVillage, story: Story | 'submitted') {
  const boards = village.neighbourhoods.flatMap((one) => [
    { element: 'rw', unit: one.code, name: '' },
    ...Array.from({ length: one.rtCount }, (_, i) => ({
      element: 'rt',
      unit: `${one.code}/${String(i + 1).padStart(2, '0')}`,
      name: '',
    })),
  ]);
  const leaders = [
    ['community-leader', 'Tokoh masyarakat'],
    ['religious-leader', 'Tokoh agama'],
    ['women-leader', 'Tokoh wanita'],
    ['youth-leader', 'Tokoh pemuda'],
  ].map(([element = '', name = '']) => ({ element, unit: null, name: `${name} ${village.name}` }));
  const others = [1, 2, 3].map((n) => ({
    element: 'others',
    unit: null,
    name: `Warga ${n} ${village.name}`,
  }));
  if (story !== 'no-quorum') return [...boards, ...leaders, ...others];
  const came = boards.filter((_, i) => i % 3 !== 2);
  return [...came, ...leaders.filter((one) => one.element !== 'women-leader'), ...others];
}

const PASSED_ON = {
  outcome: 'escalate',
  amount: '',
  reason: 'Lebih tepat dibiayai perangkat daerah atau mitra TJSL.',
};

/** What the forum says: mostly funded, some for less, some passed on, kept or rejected. */
function decisionFor(
  one: Told,
  n: number,
  ours: readonly Told[],
): { outcome: string; amount: string; reason: string } {
  const whole = one.total.toString();
  const earlier = ours
    .slice(0, n)
    .some((other) => other.proposer.organization.id === one.proposer.organization.id);
  if (earlier)
    return {
      outcome: 'reserve',
      amount: '',
      reason: 'Lembaga ini sudah mendapat giliran; diutamakan tahun depan.',
    };
  switch (n % 8) {
    case 3: {
      const less = ((one.total * 9n) / 10n / 100_000n) * 100_000n;
      return {
        outcome: 'fund',
        amount: less.toString(),
        reason: 'Harga satuan disesuaikan dengan standar kota.',
      };
    }
    case 5:
      return PASSED_ON;
    case 6:
      return {
        outcome: 'reject',
        amount: '',
        reason: 'Kegiatan serupa sudah dibiayai perangkat daerah tahun ini.',
      };
    default:
      return { outcome: 'fund', amount: whole, reason: '' };
  }
}

/** What the forum says that follows a rule of its vote. */
function decisionAfterVote(
  one: Told,
  chosen: ReadonlyMap<string, Granted>,
): { outcome: string; amount: string; reason: string } {
  const granted = chosen.get(one.proposal);
  return granted
    ? { outcome: 'fund', amount: granted.amount.toString(), reason: granted.reason }
    : {
        outcome: 'reserve',
        amount: '',
        reason: 'Belum terpilih menurut cara yang diikuti musyawarah; diutamakan tahun depan.',
      };
}

/** Forums that sit now: one votes, one waits for people who have not come. */
export async function sitNow(telling: Telling, told: readonly Told[]): Promise<void> {
  for (const village of telling.city.villages) {
    const story = storyOf(telling, village);
    if (story !== 'voting' && story !== 'no-quorum') continue;
    const ours = told.filter((one) => one.village.code === village.code);
    if (ours.length === 0) continue;
    const lurah = actorOf(telling, officerOf(telling.city, 'kelurahan', village.code, 'lurah'));
    const { runtime, program } = telling;
    const { forum } = must(
      await scheduleForum(runtime, lurah, {
        program: program.slug,
        forum: firstForumOf(program),
        region: village.code,
        place: `Balai ${village.neighbourhoods[1]?.name ?? 'RW 01'}`,
        startsAt: telling.now(),
      }),
    );
    must(await openForum(runtime, lurah, { forum }));
    must(await recordAttendance(runtime, lurah, { forum, people: attendees(village, story) }));
    if (story === 'voting') await leaveVoteOpen({ ...telling, lurah, forum, ours });
  }
}
