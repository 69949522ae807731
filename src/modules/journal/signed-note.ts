/**
 * Signed notes and cosignatures with Ed25519, in the form that transparency logs share (C2SP: signed-note,
 * tlog-checkpoint, tlog-cosignature), so that witnesses of other systems can serve a journal and the other way round.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What a key signs: the note itself, or the note with the moment a witness saw it. */
export type KeyUse = 'log' | 'witness';

const ALGORITHM: Readonly<Record<KeyUse, number>> = { log: 0x01, witness: 0x04 };

const USES: readonly KeyUse[] = ['log', 'witness'];

/** A key as it is published: `name+id+key`. */
export type Verifier = {
  readonly name: string;
  readonly use: KeyUse;
  readonly id: Buffer;
  readonly key: Buffer;
};

export type Signer = Verifier & { readonly secret: KeyObject };

/** Names stand in signature lines: no space, no plus. */
const NAME = /^[^\s+]{1,200}$/u;

function keyId(name: string, use: KeyUse, key: Uint8Array): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(ALGORITHM[use]))
    .update(key)
    .digest()
    .subarray(0, 4);
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The signer that 32 secret bytes make. */
export function signerFrom(name: string, use: KeyUse, seed: Uint8Array): Signer {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const key = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  return { name, use, id: keyId(name, use, key), key, secret };
}

/** The public key as one line to hand on. */
export function verifierText({ name, use, id, key }: Verifier): string {
  const bytes = Buffer.concat([Uint8Array.of(ALGORITHM[use]), key]);
  return `${name}+${id.toString('hex')}+${bytes.toString('base64')}`;
}

/** Reads a public key; undefined when it is none or its id does not fit. */
export function readVerifier(text: string): Verifier | undefined {
  const [name = '', id = '', ...rest] = text.trim().split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const use = USES.find((one) => ALGORITHM[one] === bytes[0]);
  if (!NAME.test(name) || !use || bytes.length !== 33) return undefined;
  const verifier = { name, use, id: Buffer.from(id, 'hex'), key: bytes.subarray(1) };
  return verifier.id.equals(keyId(name, use, verifier.key)) ? verifier : undefined;
}

function publicKey(key: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' });
}

export type Signature = { readonly name: string; readonly id: Buffer; readonly bytes: Buffer };

/** A text that ends with a line break, and the signatures beneath it. */
export type SignedNote = { readonly text: string; readonly signatures: readonly Signature[] };

/** One signature line, as it stands under a note. */
export function signatureLine({ name, id, bytes }: Signature): string {
  return `— ${name} ${Buffer.concat([id, bytes]).toString('base64')}\n`;
}

export function noteText(note: SignedNote): string {
  return `${note.text}\n${note.signatures.map(signatureLine).join('')}`;
}

function readSignature(line: string): Signature | undefined {
  const [, name, coded] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
  const bytes = Buffer.from(coded ?? '', 'base64');
  return name === undefined || bytes.length < 5
    ? undefined
    : { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
}

/** Signature lines, each ending with a line break; undefined when a line is none. */
export function readSignatures(text: string): Signature[] | undefined {
  const lines = text.split('\n');
  if (lines.pop() !== '') return undefined;
  const read = lines.map(readSignature);
  const signatures = read.filter((one) => one !== undefined);
  return signatures.length === read.length ? signatures : undefined;
}

/** Reads a signed note; undefined when it is none. Whether a signature holds is for `signedBy`. */
export function readNote(whole: string): SignedNote | undefined {
  const end = whole.lastIndexOf('\n\n');
  if (end < 0) return undefined;
  const signatures = readSignatures(whole.slice(end + 2));
  return signatures && signatures.length > 0 ? { text: whole.slice(0, end + 1), signatures } : undefined;
}

const TIME = 8;

function cosigned(text: string, seconds: bigint): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`;
}

/** Signs a note, as a log; a witness also signs when it saw it, in seconds since 1970. */
export function signNote(text: string, signer: Signer, seconds = 0): Signature {
  if (signer.use === 'log') {
    return { name: signer.name, id: signer.id, bytes: sign(null, Buffer.from(text), signer.secret) };
  }
  const time = Buffer.alloc(TIME);
  time.writeBigUInt64BE(BigInt(seconds));
  const bytes = sign(null, Buffer.from(cosigned(text, BigInt(seconds))), signer.secret);
  return { name: signer.name, id: signer.id, bytes: Buffer.concat([time, bytes]) };
}

/** Whether one of the signatures is a good one by this key; of a witness also when, in seconds since 1970. */
export function signedBy(
  { text, signatures }: SignedNote,
  verifier: Verifier,
): { readonly signature: Signature; readonly seconds: number } | undefined {
  for (const signature of signatures) {
    if (signature.name !== verifier.name || !signature.id.equals(verifier.id)) continue;
    const isLog = verifier.use === 'log';
    if (signature.bytes.length !== (isLog ? 64 : TIME + 64)) continue;
    const seconds = isLog ? 0n : signature.bytes.readBigUInt64BE();
    const signed = isLog ? text : cosigned(text, seconds);
    const bytes = isLog ? signature.bytes : signature.bytes.subarray(TIME);
    if (verify(null, Buffer.from(signed), publicKey(verifier.key), bytes)) {
      return { signature, seconds: Number(seconds) };
    }
  }
  return undefined;
}
