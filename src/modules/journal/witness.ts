import { base64Of, type Checkpoint, hashFrom, readCheckpoint, wholeFrom } from './checkpoint.ts';
import { continues, type Hash, type TreeHead } from './merkle.ts';
import {
  noteText,
  readNote,
  type Signer,
  signatureLine,
  signedBy,
  signNote,
  type Verifier,
} from './signed-note.ts';

/** What a log asks of a witness: to sign a checkpoint that continues the one of `old` seals. */
export type CheckpointRequest = {
  readonly old: number;
  readonly proof: readonly Hash[];
  /** The checkpoint as a signed note. */
  readonly note: string;
};

/** The body of `POST /add-checkpoint` (C2SP tlog-witness). */
export function requestText({ old, proof, note }: CheckpointRequest): string {
  return `old ${old}\n${proof.map((hash) => `${base64Of(hash)}\n`).join('')}\n${note}`;
}

/** The most hashes that a proof may have; more seals than 2^63 cannot be. */
const MOST_HASHES = 63;

export function readRequest(body: string): CheckpointRequest | undefined {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(end, 0)).split('\n');
  const old = first.startsWith('old ') ? wholeFrom(first.slice(4)) : undefined;
  const proof = lines.map(hashFrom).filter((hash) => hash !== undefined);
  if (old === undefined || proof.length !== lines.length || proof.length > MOST_HASHES) return undefined;
  return { old, proof, note: body.slice(end + 2) };
}

/** A log that a witness watches, and what it last signed of it. */
export type WatchedLog = { readonly verifier: Verifier; readonly last: TreeHead };

/** What a witness answers, and the checkpoint that it must have kept before it says so. */
export type WitnessAnswer = {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
  readonly keep?: { readonly origin: string; readonly head: TreeHead; readonly note: string };
};

/**
 * Judges a request: signs a checkpoint only when its log is known and has signed it, and when it is proved to continue
 * what was signed before. Never two histories, never a shorter one. Source: C2SP tlog-witness.
 */
export function witness(
  body: string,
  logs: (origin: string) => WatchedLog | undefined,
  signer: Signer,
  seconds: number,
): WitnessAnswer {
  const request = readRequest(body);
  const note = request && readNote(request.note);
  const checkpoint: Checkpoint | undefined = note && readCheckpoint(note.text);
  if (!request || !note || !checkpoint) return said(400, 'this is no request for a cosignature');
  const log = logs(checkpoint.origin);
  if (!log) return said(404, 'this log is not watched here');
  if (!signedBy(note, log.verifier)) return said(403, 'the log has not signed this checkpoint');
  const { last } = log;
  if (request.old > checkpoint.size) return said(400, 'the checkpoint is shorter than what it continues');
  if (request.old !== last.size) return conflict(last);
  if (checkpoint.size === last.size && checkpoint.root !== last.root) return conflict(last);
  if (!continues(last, checkpoint, request.proof)) {
    return said(422, 'the proof does not show that nothing was changed or left out');
  }
  const signature = signNote(note.text, signer, seconds);
  return {
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: signatureLine(signature),
    keep: {
      origin: checkpoint.origin,
      head: { size: checkpoint.size, root: checkpoint.root },
      note: noteText({ text: note.text, signatures: [...note.signatures, signature] }),
    },
  };
}

function said(status: WitnessAnswer['status'], why: string): WitnessAnswer {
  return { status, type: 'text/plain; charset=utf-8', body: `${why}\n` };
}

function conflict(last: TreeHead): WitnessAnswer {
  return { status: 409, type: 'text/x.tlog.size', body: `${last.size}\n` };
}
