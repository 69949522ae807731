import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { BallotForm, Choices } from '#modules/deliberation/index.ts';
import { textOf } from '../../request.ts';

/**
 * A ballot as a phone sends it: ticked numbers (`pilih`), or a figure beside each number (`nilai.<number>`): points, or
 * the place in a ranking. Nothing chosen needs the tick that says so (`kosong`).
 */
export function readCast(form: FormData, ballot: BallotForm): Choices | Refusal {
  const choices = ballot.kind === 'approval' ? ticked(form) : figured(form, ballot);
  if (isRefusal(choices)) return choices;
  return choices.projects.length === 0 && textOf(form, 'kosong') !== 'ya' ? refuse('ballot.blank') : choices;
}

function ticked(form: FormData): Choices {
  return { projects: form.getAll('pilih').map((value) => Number(String(value)) || 0) };
}

function figured(form: FormData, ballot: BallotForm): Choices | Refusal {
  const figures: { number: number; figure: number }[] = [];
  for (const { number } of ballot.slip) {
    const typed = textOf(form, `nilai.${number}`).trim();
    if (typed === '') continue;
    if (!/^\d{1,4}$/.test(typed)) return refuse('input.number');
    if (Number(typed) > 0) figures.push({ number, figure: Number(typed) });
  }
  if (ballot.kind === 'points') {
    return { projects: figures.map((one) => one.number), points: figures.map((one) => one.figure) };
  }
  figures.sort((a, b) => a.figure - b.figure);
  const inOrder = figures.every((one, i) => one.figure === i + 1);
  return inOrder ? { projects: figures.map((one) => one.number) } : refuse('ballot.place');
}
