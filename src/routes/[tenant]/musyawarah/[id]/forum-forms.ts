import {
  adjournForum,
  decideProposal,
  discussProposal,
  openForum,
  postponeForum,
  recordAttendance,
  resumeForum,
  revokeDecision,
  sealForum,
  strikeAttendance,
} from '#modules/deliberation/index.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, textOf } from '../../../request.ts';
import type { Actions } from './$types.js';
import { readAttendance } from './attendance.ts';

/** The field of this page that a refused input belongs to: people are written as lines of one field. */
function fieldOf(field: string): string {
  if (/^people\.\d+\.name$/.test(field)) return 'names';
  return /^people\.\d+\.element$/.test(field) ? 'element' : field;
}

/** Back to this page, at the part that a form belongs to, with what was done there. */
const saved = (what: string, part = '') => `?tersimpan=${what}${part && `#${part}`}`;

export const forumForms = {
  buka: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        openForum(pilar, actor, { forum: idOr404(event.params.id), version: versionIn(form) }),
      () => saved('buka'),
    ),

  skors: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        adjournForum(pilar, actor, {
          forum: idOr404(event.params.id),
          reason: textOf(form, 'reason'),
          resumesOn: textOf(form, 'resumesOn'),
          version: versionIn(form),
        }),
      () => saved('skors'),
    ),

  lanjut: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        resumeForum(pilar, actor, { forum: idOr404(event.params.id), version: versionIn(form) }),
      () => saved('lanjut'),
    ),

  tunda: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        postponeForum(pilar, actor, {
          forum: idOr404(event.params.id),
          reason: textOf(form, 'reason'),
          version: versionIn(form),
        }),
      () => saved('tunda'),
    ),

  hadir: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        recordAttendance(pilar, actor, {
          forum: idOr404(event.params.id),
          people: readAttendance(form),
          again: form.getAll('again').map((id) => idOr404(String(id))),
        }),
      ({ recorded }) => saved(`hadir&jumlah=${recorded}`, 'kehadiran'),
      { field: fieldOf },
    ),

  coret: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        strikeAttendance(pilar, actor, {
          forum: idOr404(event.params.id),
          attendance: form.getAll('attendance').map((id) => idOr404(String(id))),
        }),
      ({ struck }) => saved(`coret&jumlah=${struck}`, 'kehadiran'),
    ),

  putuskan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const proposal = idOr404(textOf(form, 'proposal'));
        return decideProposal(pilar, actor, {
          forum: idOr404(event.params.id),
          proposal,
          outcome: textOf(form, `outcome.${proposal}`),
          amount: textOf(form, `amount.${proposal}`),
          reason: textOf(form, `reason.${proposal}`),
        });
      },
      () => saved('putuskan', 'agenda'),
      { row: 'proposal' },
    ),

  bahas: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        discussProposal(pilar, actor, {
          forum: idOr404(event.params.id),
          proposal: idOr404(textOf(form, 'discussed')),
        }),
      () => saved('bahas', 'agenda'),
    ),

  cabut: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const proposal = idOr404(textOf(form, 'proposal'));
        return revokeDecision(pilar, actor, {
          forum: idOr404(event.params.id),
          proposal,
          reason: textOf(form, `why.${proposal}`),
        });
      },
      () => saved('cabut', 'keputusan'),
      { row: 'proposal' },
    ),

  segel: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        sealForum(pilar, actor, { forum: idOr404(event.params.id), version: versionIn(form) }),
      () => saved('segel'),
    ),
} satisfies Actions;
