import { type NetworkInput, parallelKey, strengthOf, type TieInput } from '../network.ts';
import type { NoteBook } from '../reading-note.ts';

/** What becomes of a tie of an actor with itself. Kept ties stand beside the network, where no measure counts them. */
export type LoopRule = 'refuse' | 'drop' | 'keep';
/** What becomes of several ties of one pair in one form, layer, stage and with one first day: their greatest strength, its sum, or the first. */
export type ParallelRule = 'refuse' | 'max' | 'sum' | 'first';

/** Settles loops and parallel ties as asked, and notes how many. What is to be refused is left for `createNetwork` to refuse. */
export function settleTies(
  input: NetworkInput,
  rules: { readonly loops: LoopRule; readonly parallel: ParallelRule },
  notes: NoteBook,
): NetworkInput {
  const loops = input.ties.filter((tie) => tie.from === tie.to);
  const straight =
    rules.loops === 'refuse' || loops.length === 0
      ? input.ties
      : input.ties.filter((tie) => tie.from !== tie.to);
  if (rules.loops === 'drop') notes.add('loops-dropped', loops.length, loops[0]?.line ?? null);
  if (rules.loops === 'keep') notes.add('loops-kept', loops.length, loops[0]?.line ?? null);
  const ties =
    rules.parallel === 'refuse' ? straight : merged(straight, input.directed, rules.parallel, notes);
  return { ...input, ties, ...(rules.loops === 'keep' && loops.length > 0 ? { loops } : {}) };
}

/* A tie that runs both ways is two arcs here, so that it meets the single arcs beside it; what comes out is put together again. */
function merged(
  ties: readonly TieInput[],
  directed: boolean,
  rule: Exclude<ParallelRule, 'refuse'>,
  notes: NoteBook,
): TieInput[] {
  const kept = new Map<string, TieInput>();
  const join = (key: string, tie: TieInput) => {
    const known = kept.get(key);
    if (!known) {
      kept.set(key, tie);
      return;
    }
    notes.add('parallel-merged', 1, tie.line ?? null, `${tie.from} – ${tie.to}`);
    if (rule === 'first') return;
    const [before, more] = [strengthOf(known), strengthOf(tie)];
    kept.set(key, { ...known, strength: rule === 'sum' ? before + more : Math.max(before, more) });
  };
  const keyOf = (tie: TieInput) => parallelKey(tie, directed);
  const singles = new Set(ties.filter((tie) => !(directed && tie.mutual)).map(keyOf));
  for (const tie of ties) {
    const back = { ...tie, from: tie.to, to: tie.from };
    const meets = directed && tie.mutual && (singles.has(keyOf(tie)) || singles.has(keyOf(back)));
    if (!meets) {
      // Both ends of a mutual tie are one key, whichever is named first.
      join(directed && tie.mutual ? `both ${[keyOf(tie), keyOf(back)].sort()[0]}` : keyOf(tie), tie);
      continue;
    }
    join(keyOf(tie), { ...tie, mutual: false });
    join(keyOf(back), { ...back, mutual: false });
  }
  return [...kept.values()];
}
