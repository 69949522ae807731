import { type Refusal, refuse } from '../refusal.ts';

/**
 * Signs that nobody sees and that change how text reads or compares: controls, direction overrides and isolates, marks
 * of direction, zero-width signs, fillers, tags. Tab and line feed stay.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each sign is meant by itself
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the controls are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** Joiners shape emoji and some scripts; after any other sign they only hide in a name. */
const STRAY_JOINER =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each sign is meant by itself
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Javanese}\p{Script=Sundanese}\p{Script=Balinese}\p{Script=Devanagari}])[\u200c\u200d]/gu;

/** The signs that people, phones and word processors use for one apostrophe. */
const APOSTROPHE = /[\u2018\u2019\u201b\u02bb\u02bc\u02bf\u02b9\u00b4\u0060\u2032\uff07]/g;

/**
 * Text that any database holds: well formed, without NUL, line breaks as one line feed. What a form or a request sends
 * is taken in so, and otherwise as typed.
 */
export function storable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\u0000', '')
    .replace(/\r\n?|\u2028|\u2029/g, '\n');
}

/** Text as it is kept: storable, composed (NFC), without signs that nobody sees. Spaces stay as they were typed. */
export function visible(text: string): string {
  return storable(text).replace(INVISIBLE, '').replace(STRAY_JOINER, '').normalize('NFC');
}

/** How many signs a text has: code points, as the database counts them; a line break is one. */
export function lengthOf(text: string): number {
  return [...storable(text)].length;
}

/** A text of one or more lines, tidied: many spaces are one, no space at the ends of lines, no more than one empty line. */
function tidied(text: string): string {
  return visible(text)
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Refuses what is empty, too long, or without a letter or digit: a title of emoji says nothing in a list or a minute. */
function saying(text: string, limit: number): string | Refusal {
  if (text === '') return refuse('input.required');
  const length = lengthOf(text);
  if (length > limit) return refuse('input.too-long', undefined, { limit, over: length - limit });
  return /[\p{L}\p{N}]/u.test(text) ? text : refuse('input.no-letters');
}

/** Reads text of one or more lines that has to say something, at most `limit` signs (code points after tidying). */
export function readText(typed: string, limit: number): string | Refusal {
  return saying(tidied(typed), limit);
}

/** Reads one line, for titles, names, places and numbers of papers: a line break in it is a space. */
export function readLine(typed: string, limit: number): string | Refusal {
  return saying(oneLine(typed), limit);
}

/** Reads a text that may be left out: empty stays empty, a remark may be an emoji, nothing is cut. */
export function readRemark(typed: string, limit: number): string | Refusal {
  const text = tidied(typed);
  const length = lengthOf(text);
  return length > limit ? refuse('input.too-long', undefined, { limit, over: length - limit }) : text;
}

/** Text on one line, tidied as a name or title is before it is judged. */
export function oneLine(typed: string): string {
  return tidied(typed).replace(/\s+/gu, ' ');
}

/** Reads a person's name: at least one letter, one line, at most 120 signs. */
export function readName(typed: string, limit = 120): string | Refusal {
  const name = readLine(typed, limit);
  return typeof name === 'string' && !/\p{L}/u.test(name) ? refuse('input.no-letters') : name;
}

/** Most words that are looked for. */
const WORDS = 10;

/** The words by which something is looked for, each as `nameKey` spells it; of a long text the first ones. */
export function wordsOf(text: string): string[] {
  return nameKey(text).split(' ').filter(Boolean).slice(0, WORDS);
}

/**
 * What two spellings of one name have in common: small letters without accents, apostrophes alike, one space between
 * words. Institutions are told apart and titles are searched by it.
 */
export function nameKey(text: string): string {
  return (
    oneLine(text)
      .replace(/[\u200c\u200d]/g, '')
      .replace(APOSTROPHE, "'")
      .normalize('NFKD')
      // Double and fourfold primes have come apart into single ones.
      .replace(APOSTROPHE, "'")
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}
