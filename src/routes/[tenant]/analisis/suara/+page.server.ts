import { fail } from '@sveltejs/kit';
import { noteWords, problemWords } from '#analysis/allocation/index.ts';
import { comparingUpload, newestVotes, UPLOAD_LIMITS } from '#modules/deliberation/index.ts';
import { ALLOCATION_RULES } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { count, fileSize, moment } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { requireTenant, waitingFor } from '../../../request.ts';
import {
  completionWords,
  countsIn,
  explain,
  matrixOf,
  pageWording,
  preferenceWords,
  ruleLines,
} from '../../musyawarah/[id]/suara/comparison-words.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Bytes of the form around its file, at most. */
const AROUND_IT = 10_000;

const NEWEST = 10;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const votes = await event.locals.pilar.read(tenant.id, (tx) => newestVotes(tx, NEWEST));
  return {
    votes: votes.map((one) => ({
      place: one.regionName,
      href: `/${tenant.slug}/musyawarah/${one.forum}/suara`,
      line: m['ballots.file.vote-line']({
        count: count(one.received),
        proposals: count(one.proposals),
        when: moment(one.closedAt, tenant.timeZone, 'short'),
      }),
    })),
    limit: m['ballots.file.limit']({
      size: fileSize(UPLOAD_LIMITS.bytes),
      proposals: count(UPLOAD_LIMITS.projects),
      ballots: count(UPLOAD_LIMITS.classes),
    }),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { locale } = event.locals;
    // Anybody may send a file here: what is announced as too large is not received.
    const announced = Number(event.request.headers.get('content-length') ?? '0');
    if (announced > UPLOAD_LIMITS.bytes + AROUND_IT) return tooLarge(announced);
    const form = await event.request.formData();
    const file = form.get('file');
    if (!(file instanceof File) || file.size === 0) return wrong(m['ballots.file.missing']());
    if (file.size > UPLOAD_LIMITS.bytes) return tooLarge(file.size);
    const text = utf8(await file.arrayBuffer());
    if (text === undefined) return wrong(m['ballots.file.not-text']());
    const done = await event.locals.pilar.analyse(
      comparingUpload,
      { text, rules: ALLOCATION_RULES, most: UPLOAD_LIMITS },
      waitingFor(event),
    );
    if (!done.ok) {
      const { title, remedy } = wordRefusal(done.refusal);
      return wrong(`${title} ${remedy}`, refusalStatus(done.refusal));
    }
    const outcome = done.value;
    if ('problem' in outcome) return wrong(capital(problemWords(outcome.problem, locale)));
    if ('tooMany' in outcome) {
      return wrong(
        m['ballots.file.too-many']({
          projects: count(outcome.tooMany.projects),
          classes: count(outcome.tooMany.classes),
          most: count(UPLOAD_LIMITS.projects),
          ballots: count(UPLOAD_LIMITS.classes),
        }),
        413,
      );
    }
    const { compared, currency, notes } = outcome;
    const { election } = compared;
    const wording = pageWording(election, locale, currency);
    return {
      error: undefined,
      result: {
        name: file.name.slice(0, 120),
        read: m['ballots.file.read']({
          projects: count(election.projects.length),
          ballots: count(election.voters),
          kind: (messageFor(`ballots.kind.${election.ballotKind}.name`) ?? '').toLowerCase(),
          budget: wording.money(election.budget),
        }),
        notes: notes.map((note) => noteWords(note, wording)),
        lead: m['ballots.compare-lead-file']({ count: count(compared.applied) }),
        tally: messageFor(`ballots.tally.${election.ballotKind}`) ?? '',
        matrix: matrixOf(compared, countsIn(election)),
        lines: ruleLines(compared, wording),
        preference: preferenceWords(compared),
        completion: completionWords(compared),
        explanations: compared.results.flatMap(({ rule, comparison }) =>
          'allocation' in comparison ? [{ rule, explanation: explain(comparison.allocation, wording) }] : [],
        ),
      },
    };
  },
};

function tooLarge(bytes: number) {
  const said = { found: fileSize(bytes), limit: fileSize(UPLOAD_LIMITS.bytes) };
  return wrong(m['ballots.file.too-large'](said), 413);
}

function wrong(error: string, status = 422) {
  return fail(status, { error: `${error}${/[.?!]$/.test(error) ? '' : '.'}`, result: undefined });
}

function utf8(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
