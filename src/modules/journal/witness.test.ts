import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkpointText, readCheckpoint } from './checkpoint.ts';
import {
  consistencyProof,
  type Hash,
  leafHash,
  merkleRoot,
  type SubtreeHash,
  subtreesEndingAt,
  type TreeHead,
} from './merkle.ts';
import {
  noteText,
  readNote,
  readSignatures,
  readVerifier,
  signedBy,
  signerFrom,
  signNote,
  verifierText,
} from './signed-note.ts';
import { readRequest, requestText, witness } from './witness.ts';

const origin = 'pilar.example.go.id/bandung';
const log = signerFrom(origin, 'log', Buffer.alloc(32, 1));
const stranger = signerFrom(origin, 'log', Buffer.alloc(32, 2));
const signer = signerFrom('inspektorat.example.go.id', 'witness', Buffer.alloc(32, 3));

/** A log whose seals are called `name 1`, `name 2`, …; the first `common` are those of `seal`. */
function tree(name = 'seal', common = 0) {
  const leaves = Array.from({ length: 12 }, (_, i) => leafHash(`${i < common ? 'seal' : name} ${i + 1}`));
  const kept: Hash[][] = [];
  const hashOf: SubtreeHash = ({ end, height }) => kept[end - 1]?.[height] ?? '';
  for (const [i, leaf] of leaves.entries()) kept.push(subtreesEndingAt(i + 1, leaf, hashOf));
  const head = (size: number): TreeHead => ({ size, root: merkleRoot(leaves.slice(0, size)) });
  const request = (old: number, size: number, by = log, called = origin) => {
    const text = checkpointText({ origin: called, ...head(size) });
    const note = noteText({ text, signatures: [signNote(text, by)] });
    return requestText({ old, proof: consistencyProof(old, size, hashOf), note });
  };
  return { head, request };
}

/** A request over a note that the log signed and that is no checkpoint. */
function signedWords(text: string): string {
  return `old 0\n\n${noteText({ text, signatures: [signNote(text, log)] })}`;
}

/** What a witness says when it refuses. */
const REASONS: Readonly<Record<number, (body: string) => string>> = {
  400: (body) =>
    body.startsWith('old 9')
      ? 'the checkpoint is shorter than what it continues\n'
      : 'this is no request for a cosignature\n',
  403: () => 'the log has not signed this checkpoint\n',
  404: () => 'this log is not watched here\n',
  422: () => 'the proof does not show that nothing was changed or left out\n',
};

const honest = tree();
const nobody: TreeHead = { size: 0, root: '' };

function ask(body: string, last: TreeHead) {
  return witness(
    body,
    (one) => (one === origin ? { verifier: log, last } : undefined),
    signer,
    1_796_000_000,
  );
}

test('a witness signs what continues what it signed before, and remembers it', () => {
  let last = nobody;
  for (const size of [1, 2, 7, 12]) {
    const answer = ask(honest.request(last.size, size), last);
    expect(answer).toMatchObject({ status: 200, keep: { origin, head: honest.head(size) } });
    const note = readNote(answer.keep?.note ?? '');
    expect(note && signedBy(note, signer)?.seconds).toBe(1_796_000_000);
    expect(note && signedBy(note, log)).toBeDefined();
    expect(note && readCheckpoint(note.text)).toEqual({ origin, ...honest.head(size) });
    expect(readSignatures(answer.body)).toHaveLength(1);
    last = answer.keep?.head ?? last;
  }
  expect(ask(honest.request(12, 12), last).status).toBe(200);
});

test.each([
  // what is asked                                                     what was signed      answer
  ['a shorter log than the one signed', honest.request(3, 5), honest.head(7), 409],
  ['the same length with other seals', tree('forged').request(7, 7), honest.head(7), 409],
  ['a log that was written anew from seal 5', tree('forged', 4).request(7, 12), honest.head(7), 422],
  ['a log that was written anew whole', tree('forged').request(7, 12), honest.head(7), 422],
  ['a proof that begins elsewhere', honest.request(3, 12).replace('old 3', 'old 7'), honest.head(7), 422],
  ['a first checkpoint again', honest.request(0, 12), honest.head(7), 409],
  ['a stranger’s signature', honest.request(7, 12, stranger), honest.head(7), 403],
  ['a log it does not watch', honest.request(0, 3, log, 'pilar.example.go.id/cimahi'), nobody, 404],
  ['less than it continues', honest.request(0, 3).replace('old 0', 'old 9'), nobody, 400],
  ['nothing', '', nobody, 400],
  ['words', 'old ganti\n\nhalo', nobody, 400],
  ['no signature', `old 0\n\n${checkpointText({ origin, ...honest.head(3) })}`, nobody, 400],
  ['a request that does not begin with old', honest.request(0, 3).replace('old 0', 'new 0'), nobody, 400],
  ['a request without the word', honest.request(0, 3).replace('old 0', '0'), nobody, 400],
  ['a hash in the proof that is none', honest.request(3, 7).replace('old 3\n', 'old 3\nx\n'), nobody, 400],
  ['a note that is no checkpoint', signedWords('halo\n'), nobody, 400],
])('a witness refuses %s', (_, body, last, status) => {
  const answer = ask(body, last);
  expect(answer.status).toBe(status);
  expect(answer.keep).toBeUndefined();
  if (status === 409) expect(answer).toMatchObject({ type: 'text/x.tlog.size', body: `${last.size}\n` });
  else expect(answer).toMatchObject({ type: 'text/plain; charset=utf-8', body: REASONS[status]?.(body) });
});

test('a cosignature is answered as text', () => {
  expect(ask(honest.request(0, 3), nobody).type).toBe('text/plain; charset=utf-8');
});

test.each([
  // hashes in the proof   read
  [63, true],
  [64, false],
])('a proof of %i hashes is read: %s', (count, read) => {
  const request = { old: 1, proof: Array.from({ length: count }, () => leafHash('')), note: 'note' };
  expect(readRequest(requestText(request))).toEqual(read ? request : undefined);
});

test('requests, notes and keys are read as they are written', () => {
  const body = honest.request(3, 12);
  const read = readRequest(body);
  expect(read && requestText(read)).toBe(body);
  for (const key of [log, signer])
    expect(readVerifier(verifierText(key))).toMatchObject({ name: key.name, use: key.use });
  const wrong = verifierText(log).replace(/\+[0-9a-f]{8}\+/, '+00000000+');
  for (const bad of [wrong, '', 'a+b+c', verifierText(log).slice(0, -4)])
    expect(readVerifier(bad)).toBeUndefined();
  expect(readVerifier(` ${verifierText(log)}\n`)).toMatchObject({ name: log.name });
});

/** A key as text, with what is signed into its id, whether or not it could be one. */
function keyText(name: string, algorithm: number, key: Uint8Array): string {
  const bytes = Uint8Array.of(algorithm, ...key);
  const id = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex').slice(0, 8);
  return `${name}+${id}+${Buffer.from(bytes).toString('base64')}`;
}

test.each([
  // what the key is                   text                                             read
  ['a log’s', keyText(origin, 1, log.key), true],
  ['a witness’', keyText('saksi', 4, signer.key), true],
  ['one whose base64 holds a plus', keyText('saksi', 4, Buffer.alloc(32, 0xfb)), true],
  ['of another algorithm', keyText(origin, 2, log.key), false],
  ['a byte too short', keyText(origin, 1, log.key.subarray(1)), false],
  ['a byte too long', keyText(origin, 1, Buffer.concat([log.key, Buffer.alloc(1)])), false],
  ['without a name', keyText('', 1, log.key), false],
  ['of a name with a gap', keyText('dua kata', 1, log.key), false],
  ['of a name of 200 signs', keyText('a'.repeat(200), 1, log.key), true],
  ['of a name of 201 signs', keyText('a'.repeat(201), 1, log.key), false],
])('a key that is %s', (_, text, read) => {
  expect(readVerifier(text) !== undefined).toBe(read);
});

const line = (bytes: number) => `— saksi ${Buffer.alloc(bytes).toString('base64')}\n`;

test.each([
  // what stands there                  signatures
  ['', []],
  [line(5), [1]],
  [line(68) + line(9), [64, 5]],
  [line(4), undefined],
  [line(5).trimEnd(), undefined],
  [`x${line(5)}`, undefined],
  [line(5).replace('\n', ' x\n'), undefined],
  [`${line(5)}kata\n`, undefined],
])('signature lines %j', (text, lengths) => {
  expect(readSignatures(text)?.map(({ bytes }) => bytes.length)).toEqual(lengths);
});

test.each([
  // what stands there            a signed note
  [`halo\n\n${line(5)}`, { text: 'halo\n', signatures: 1 }],
  [`\n\n${line(5)}`, { text: '\n', signatures: 1 }],
  ['halo\n\n', undefined],
  ['halo\n\nkata\n', undefined],
  [line(5), undefined],
])('a signed note in %j', (whole, wanted) => {
  const note = readNote(whole);
  expect(note && { text: note.text, signatures: note.signatures.length }).toEqual(wanted);
});

test('a signature under another text, another moment or another name does not hold', () => {
  const text = checkpointText({ origin, ...honest.head(3) });
  const good = signNote(text, signer, 1000);
  expect(signedBy({ text, signatures: [good] }, signer)?.seconds).toBe(1000);
  expect(signedBy({ text: text.replace('\n3\n', '\n4\n'), signatures: [good] }, signer)).toBeUndefined();
  const later = Buffer.from(good.bytes);
  later.writeBigUInt64BE(2000n);
  expect(signedBy({ text, signatures: [{ ...good, bytes: later }] }, signer)).toBeUndefined();
  expect(signedBy({ text, signatures: [{ ...good, name: 'lain' }] }, signer)).toBeUndefined();
  expect(signedBy({ text, signatures: [signNote(text, log)] }, signer)).toBeUndefined();
  const cut = { ...good, bytes: good.bytes.subarray(0, 4) };
  expect(signedBy({ text, signatures: [cut] }, signer)).toBeUndefined();
  expect(signedBy({ text, signatures: [cut, good] }, signer)?.signature).toBe(good);
});
