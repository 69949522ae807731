import type { Tenant } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { checkpointOf, consistencyBetween, signerOf } from './anchor.service.ts';
import { checkpointText, originOf, wholeFrom } from './checkpoint.ts';
import { noteText, readSignatures, readVerifier, signedBy, signNote, type Verifier } from './signed-note.ts';
import { saveCosigned, saveObjection, type WitnessFault, witnessesOf } from './witness.store.ts';
import { requestText } from './witness.ts';

/** Somebody outside who is asked to sign every checkpoint, and where. */
export type Witness = { readonly verifier: Verifier; readonly url: string };

/** Reads a setting: pairs of a witness's key and its address. Throws with what is wrong. */
export function witnessesIn(setting: string): Witness[] {
  const words = setting.split(/[\s,]+/).filter(Boolean);
  if (words.length % 2 === 1)
    throw new Error('PILAR_WITNESSES must be pairs: the key of a witness, then its address');
  return Array.from({ length: words.length / 2 }, (_, i) => {
    const [key = '', url = ''] = words.slice(2 * i);
    const verifier = readVerifier(key);
    if (verifier?.use !== 'witness') throw new Error(`PILAR_WITNESSES: this is no key of a witness: ${key}`);
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new Error(`PILAR_WITNESSES: this is no address: ${url}`);
    }
    return { verifier, url: url.endsWith('/') ? url : `${url}/` };
  });
}

/** A witness that does not answer in this time is asked again later. */
const PATIENCE = 10_000;

/** The most of an answer that is read. */
const LONGEST_ANSWER = 10_000;

async function post(url: string, body: string): Promise<{ status: number; text: string }> {
  const response = await fetch(new URL('add-checkpoint', url), {
    method: 'POST',
    body,
    redirect: 'error',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { status: response.status, text: (await response.text()).slice(0, LONGEST_ANSWER) };
}

/**
 * Asks a witness to sign the newest checkpoint, and keeps its cosignature or why it gave none. A witness that knows
 * more seals than there are, or others, tells of a changed history: that is logged as an error each time.
 */
export async function askWitness(
  runtime: Runtime,
  tenant: Pick<Tenant, 'id' | 'slug'>,
  installation: string,
  witness: Witness,
): Promise<'signed' | 'nothing-new' | WitnessFault> {
  const { name } = witness.verifier;
  const origin = originOf(installation, tenant.slug);
  const { checkpoint, known } = await runtime.read(tenant.id, async (tx) => ({
    checkpoint: await checkpointOf(tx, origin),
    known: (await witnessesOf(tx)).find((one) => one.witness === name),
  }));
  const size = checkpoint?.size ?? 0;
  if (known ? known.size === size && known.fault === null : size === 0) return 'nothing-new';
  const fault = checkpoint
    ? await request(runtime, tenant, witness, checkpoint, Math.min(known?.size ?? 0, size))
    : 'shorter';
  if (fault === undefined) return 'signed';
  await runtime.read(tenant.id, (tx) => saveObjection(tx, name, fault));
  const changed = fault === 'shorter' || fault === 'another';
  runtime.log[changed ? 'error' : 'warn'](
    { tenant: tenant.slug, witness: name, fault, seals: size },
    changed ? 'a witness knows another journal' : 'a witness did not sign',
  );
  return fault;
}

async function request(
  runtime: Runtime,
  tenant: Pick<Tenant, 'id'>,
  { verifier, url }: Witness,
  checkpoint: { readonly origin: string; readonly size: number; readonly root: string },
  first: number,
): Promise<WitnessFault | undefined> {
  const text = checkpointText(checkpoint);
  const note = noteText({ text, signatures: [signNote(text, signerOf(runtime, checkpoint.origin))] });
  const ask = async (old: number) => {
    const proof = await runtime.read(tenant.id, (tx) => consistencyBetween(tx, old, checkpoint.size));
    return post(url, requestText({ old, proof: proof ?? [], note }));
  };
  try {
    let answer = await ask(first);
    if (answer.status === 409) {
      const seen = wholeFrom(answer.text.trim());
      if (seen === undefined) return 'refused';
      if (seen > checkpoint.size) return 'shorter';
      if (seen === first) return 'another';
      answer = await ask(seen);
    }
    if (answer.status === 409 || answer.status === 422) return 'another';
    if (answer.status === 404 || answer.status === 403) return 'unknown-log';
    if (answer.status !== 200) return 'refused';
    const given = readSignatures(answer.text);
    const signed = given && signedBy({ text, signatures: given }, verifier);
    if (!signed) return 'refused';
    const cosigned = noteText({ text, signatures: [...(noteSignatures(note) ?? []), signed.signature] });
    await runtime.read(tenant.id, (tx) =>
      saveCosigned(tx, {
        witness: verifier.name,
        size: checkpoint.size,
        note: cosigned,
        at: new Date(signed.seconds * 1000),
      }),
    );
    return undefined;
  } catch (error) {
    runtime.log.debug(
      { error: error instanceof Error ? error.message : String(error) },
      'witness not reached',
    );
    return 'unreachable';
  }
}

function noteSignatures(note: string) {
  return readSignatures(note.slice(note.lastIndexOf('\n\n') + 2));
}

/** Asks every witness about every city's journal each `pause` milliseconds until the returned function is called. */
export function keepWitnessed(
  runtime: Runtime,
  installation: string,
  witnesses: readonly Witness[],
  pause = 60_000,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = witnesses.length === 0;

  async function turn(): Promise<void> {
    for (const tenant of runtime.tenants()) {
      await Promise.all(
        witnesses.map((witness) =>
          askWitness(runtime, tenant, installation, witness).catch((error: unknown) => {
            const why = error instanceof Error ? error.message : String(error);
            runtime.log.error({ tenant: tenant.slug, error: why }, 'asking a witness failed');
          }),
        ),
      );
    }
    if (!stopped) wait();
  }

  function wait(): void {
    timer = setTimeout(() => {
      running = turn();
    }, pause);
    timer.unref();
  }

  if (!stopped) wait();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
