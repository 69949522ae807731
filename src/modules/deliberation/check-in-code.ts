import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Id } from '#kernel/id.ts';

/** Milliseconds for which one code is shown. */
const TURN = 60_000;

/** Turns for which a code is taken: time to scan it, to sign in and to press once. */
const LASTS = 5;

/** Without letters and digits that are mistaken for one another when they are read off a wall. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** Of which sitting a code is. */
export type CodeOf = { readonly forum: Id; readonly sitting: number };

/**
 * The code by which people in the hall check in to one sitting, at one moment: ten signs of thirty, made from a secret of
 * the installation, so that every server makes the same and no table holds it. It says nothing about anybody.
 */
export function checkInCode(seed: Uint8Array, of: CodeOf, now: Date): string {
  return codeIn(seed, of, Math.floor(now.getTime() / TURN));
}

/** Whether a typed code is the one of a sitting now, or was within the last minutes. Small letters and spaces are taken as meant. */
export function isCheckInCode(seed: Uint8Array, of: CodeOf, now: Date, typed: string): boolean {
  const given = Buffer.from(typed.toUpperCase().replace(/[^0-9A-Z]/g, ''));
  const turn = Math.floor(now.getTime() / TURN);
  return Array.from({ length: LASTS }, (_, i) => Buffer.from(codeIn(seed, of, turn - i))).some(
    (code) => code.length === given.length && timingSafeEqual(code, given),
  );
}

/** For the eye: `ABCDE-FGHJK`. */
export function writtenCheckInCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

function codeIn(seed: Uint8Array, { forum, sitting }: CodeOf, turn: number): string {
  const digest = createHmac('sha256', seed).update(`${forum} ${sitting} ${turn}`).digest();
  let rest = digest.readBigUInt64BE(0);
  let code = '';
  while (code.length < LENGTH) {
    code += SIGNS[Number(rest % BigInt(SIGNS.length))] ?? '';
    rest /= BigInt(SIGNS.length);
  }
  return code;
}
