import {
  decideProposal,
  decideTogether,
  discussProposal,
  openForum,
  recordAttendance,
  revokeDecision,
  strikeAttendance,
} from '#modules/deliberation/index.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, textOf } from '../../../../request.ts';
import type { Actions } from './$types.js';
import { readPower, readSheet } from './sheet.ts';

/** Back to this page, at the part that a form belongs to, with what was done there. */
const saved = (what: string, part: string) => `?tersimpan=${what}#${part}`;

/** What refuses a tile or a power, beside the field of the form that it came from. */
function fieldOf(field: string): string {
  const name = /^people\.\d+\.(\w+)$/.exec(field)?.[1] ?? field;
  return name === 'name' ? 'names' : name;
}

export const roomForms = {
  buka: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        openForum(pilar, actor, { forum: idOr404(event.params.id), version: versionIn(form) }),
      () => saved('buka', 'hadirin'),
    ),

  hadir: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        recordAttendance(pilar, actor, { forum: idOr404(event.params.id), people: readSheet(form) }),
      ({ recorded }) => saved(`hadir&jumlah=${recorded}`, 'hadirin'),
      { field: fieldOf },
    ),

  kuasa: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        recordAttendance(pilar, actor, { forum: idOr404(event.params.id), people: readPower(form) }),
      ({ recorded }) => saved(`hadir&jumlah=${recorded}`, 'hadirin'),
      { field: (field) => /^people\.\d+\.(\w+)$/.exec(field)?.[1] ?? field },
    ),

  coret: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        strikeAttendance(pilar, actor, {
          forum: idOr404(event.params.id),
          attendance: form.getAll('attendance').map((id) => idOr404(String(id))),
        }),
      ({ struck }) => saved(`coret&jumlah=${struck}`, 'hadirin'),
    ),

  putuskan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        decideProposal(pilar, actor, {
          forum: idOr404(event.params.id),
          proposal: idOr404(textOf(form, 'proposal')),
          outcome: textOf(form, 'outcome'),
          amount: textOf(form, 'amount'),
          reason: textOf(form, 'reason'),
        }),
      () => saved('putuskan', 'usulan'),
    ),

  bersama: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        decideTogether(pilar, actor, {
          forum: idOr404(event.params.id),
          proposals: form.getAll('proposals').map((id) => idOr404(String(id))),
          outcome: textOf(form, 'outcome'),
          reason: textOf(form, 'reason'),
        }),
      ({ decided, left }) => saved(`bersama&jumlah=${decided}&sisa=${left}`, 'agenda'),
    ),

  bahas: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        discussProposal(pilar, actor, {
          forum: idOr404(event.params.id),
          proposal: idOr404(textOf(form, 'proposal')),
        }),
      () => saved('bahas', 'usulan'),
    ),

  batal: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        revokeDecision(pilar, actor, {
          forum: idOr404(event.params.id),
          proposal: idOr404(textOf(form, 'proposal')),
          reason: textOf(form, 'reason'),
        }),
      () => saved('batal', 'usulan'),
    ),
} satisfies Actions;
